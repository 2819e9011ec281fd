import type { Visibility } from './visibility.ts';

/** Who sees a new clip when nobody says, and whether every clip is covered until it is clicked. */
export type CommunityDefaults = { readonly visibility: Visibility; readonly covered: boolean };

const patience = 700;

/** What is known in good time, or `otherwise`: an answer must not wait for a slow database. */
export const inTime = <Result>(work: Promise<Result>, otherwise: Result): Promise<Result> => {
  // When it comes too late nobody hears of it.
  work.catch(() => {});
  const late = new Promise<Result>((resolve) => setTimeout(resolve, patience, otherwise).unref());
  return Promise.race([work, late]);
};

// Who cannot tell keeps it to the asker.
const shy: CommunityDefaults = { visibility: 'private', covered: false };

/** How new clips are to be shown where somebody asks. */
export const defaultsIn = (
  services: { defaults(community: string): Promise<CommunityDefaults> },
  community: string | null,
): Promise<CommunityDefaults> =>
  community === null
    ? Promise.resolve(shy)
    : inTime(
        services.defaults(community).catch(() => shy),
        shy,
      );
