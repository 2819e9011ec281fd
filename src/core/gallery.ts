import type { Clip } from './clip.ts';
import { isId } from './id.ts';

export const galleryOrders = ['newest', 'best'] as const;
/** Sort order of the gallery. */
export type GallerySort = (typeof galleryOrders)[number];

/** A public clip, as shown in the gallery. */
export type GalleryClip = Pick<
  Clip,
  'id' | 'community' | 'width' | 'height' | 'seconds' | 'bytes' | 'mark' | 'shownAt'
> & {
  readonly owner: string;
  readonly effect: string;
  readonly prompt: string;
  /** Whether it is hidden until the viewer asks to see it. */
  readonly spoiler: boolean;
  readonly likes: number;
  /** Score from ratings and stability, 0 to 1. */
  readonly rank: number;
};

/** A position in the gallery: the sort value (milliseconds or a rank), then the id. */
export type Cursor = { readonly value: number; readonly id: string };

/** A gallery query. Null means all, or the first page for `after`. */
export type GalleryQuery = {
  readonly order: GallerySort;
  readonly effect: string | null;
  readonly community: string | null;
  /** Words in the prompt. */
  readonly words: string | null;
  readonly after: Cursor | null;
};

/** A page of the gallery, and the position to continue after. */
export type GalleryPage = {
  readonly exhibits: readonly GalleryClip[];
  /** The ids of those that the visitor likes. */
  readonly liked: ReadonlySet<string>;
  /** What the communities they come from, and the one asked for, are called. */
  readonly names: ReadonlyMap<string, string>;
  readonly next: Cursor | null;
};

/** What people think of a clip: how many like it, and whether the visitor does. */
export type Likes = { readonly likes: number; readonly liked: boolean };

export const cursorOf = (order: GallerySort, { id, rank, shownAt }: GalleryClip): Cursor => ({
  value: order === 'best' ? rank : shownAt.getTime(),
  id,
});

export const cursorToWire = ({ value, id }: Cursor): string => `${value}~${id}`;

// Far later than any clip, and within the range that every database can count to.
const latest = 1e14;

/** Parses an untrusted cursor. Returns null if it is invalid. */
export const cursorFromWire = (order: GallerySort, text: string): Cursor | null => {
  const [number = '', id = '', ...rest] = text.split('~');
  const value = /^\d[\d.e-]{0,24}$/.test(number) ? Number(number) : Number.NaN;
  const fits = order === 'best' ? value <= 1 : Number.isInteger(value) && value <= latest;
  return fits && isId(id) && rest.length === 0 ? { value, id } : null;
};
