import type { Clip } from './clip.ts';
import { isId } from './id.ts';

export const showings = ['newest', 'best'] as const;
/** In which order clips are shown. */
export type Showing = (typeof showings)[number];

/** A clip that everybody may see, as it hangs in the gallery. */
export type Exhibit = Pick<
  Clip,
  'id' | 'community' | 'width' | 'height' | 'seconds' | 'bytes' | 'mark' | 'shownAt'
> & {
  readonly effect: string;
  readonly prompt: string;
  /** Whether it is hidden until somebody asks to see it. */
  readonly covered: boolean;
  /** What people and its steadiness say for it, 0 to 1. */
  readonly rank: number;
};

/** A place in the gallery: the number it is ordered by (milliseconds or a rank), then the id. */
export type Cursor = { readonly value: number; readonly id: string };

/** What is asked of the gallery; null means all, and the beginning. */
export type GalleryWish = {
  readonly order: Showing;
  readonly effect: string | null;
  readonly community: string | null;
  readonly after: Cursor | null;
};

/** One page of the gallery, and the place to go on after. */
export type GalleryPage = { readonly exhibits: readonly Exhibit[]; readonly next: Cursor | null };

export const cursorOf = (order: Showing, { id, rank, shownAt }: Exhibit): Cursor => ({
  value: order === 'best' ? rank : shownAt.getTime(),
  id,
});

export const cursorToWire = ({ value, id }: Cursor): string => `${value}~${id}`;

// Far beyond any clip, and no further than every database can count.
const latest = 1e14;

/** Reads a place sent by a stranger; null when it is none. */
export const cursorFromWire = (order: Showing, text: string): Cursor | null => {
  const [number = '', id = '', ...rest] = text.split('~');
  const value = /^\d[\d.e-]{0,24}$/.test(number) ? Number(number) : Number.NaN;
  const fits = order === 'best' ? value <= 1 : Number.isInteger(value) && value <= latest;
  return fits && isId(id) && rest.length === 0 ? { value, id } : null;
};
