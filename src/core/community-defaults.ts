import type { Visibility } from './visibility.ts';

/** Who sees a new clip when nobody says, and whether every clip is covered until it is clicked. */
export type Manners = { readonly visibility: Visibility; readonly covered: boolean };

const patience = 700;

/** What is known in good time, or `otherwise`: an answer must not wait for a slow database. */
export const inTime = <Result>(work: Promise<Result>, otherwise: Result): Promise<Result> => {
  // When it comes too late nobody hears of it.
  work.catch(() => {});
  const late = new Promise<Result>((resolve) => setTimeout(resolve, patience, otherwise).unref());
  return Promise.race([work, late]);
};

// Who cannot tell keeps it to the asker.
const shy: Manners = { visibility: 'private', covered: false };

/** How new clips are to be shown where somebody asks. */
export const mannersIn = (
  house: { manners(community: string): Promise<Manners> },
  community: string | null,
): Promise<Manners> =>
  community === null
    ? Promise.resolve(shy)
    : inTime(
        house.manners(community).catch(() => shy),
        shy,
      );
