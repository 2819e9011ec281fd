import type { Visibility } from './visibility.ts';

/** Who sees a new clip when nobody says, and whether every clip is covered until it is clicked. */
export type CommunityDefaults = { readonly visibility: Visibility; readonly covered: boolean };
