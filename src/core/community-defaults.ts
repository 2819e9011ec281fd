import pTimeout from 'p-timeout';
import type { Visibility } from './visibility.ts';

/** Who sees a new clip when nobody says, and whether every clip is covered until it is clicked. */
export type CommunityDefaults = { readonly visibility: Visibility; readonly covered: boolean };

/** What is known within 0.7 s, or `otherwise`: an answer must not wait for a slow database. */
export const inTime = <Result>(work: Promise<Result>, otherwise: Result): Promise<Result> =>
  pTimeout(work, { milliseconds: 700, fallback: () => otherwise });

// Who cannot tell keeps it to the asker.
const cautious: CommunityDefaults = { visibility: 'private', covered: false };

/** How new clips are to be shown where somebody asks. */
export const defaultsIn = (
  services: { defaults(community: string): Promise<CommunityDefaults> },
  community: string | null,
): Promise<CommunityDefaults> =>
  community === null
    ? Promise.resolve(cautious)
    : inTime(
        services.defaults(community).catch(() => cautious),
        cautious,
      );
