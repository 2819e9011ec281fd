import type { Visibility } from './visibility.ts';

/** The default visibility of a person's new clips in a community, and whether every clip gets a spoiler. */
export type CommunityDefaults = {
  readonly visibility: Visibility;
  readonly covered: boolean;
  /** Effects that are turned off there. */
  readonly off: readonly string[];
};
