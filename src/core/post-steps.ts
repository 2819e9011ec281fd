export const shapes = ['16:9', '9:16', '1:1', '4:5'] as const;
/** Width to height of a clip. */
export type Shape = (typeof shapes)[number];

/** Words, or a picture with see-through parts, in a corner of the clip. */
export type Watermark =
  | { readonly kind: 'text'; readonly text: string }
  /** What the clip is, where everybody sees it; in another corner than the rest. */
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'picture'; readonly file: string };

/** How a new shape is filled: the whole picture on a blurred copy of itself, or a part around a centre (shares of its sides). */
export type Fill =
  | { readonly kind: 'blur' }
  | { readonly kind: 'crop'; readonly x: number; readonly y: number }
  /** A part around what first draws the eye; becomes a `crop` once the clip has been looked at. */
  | { readonly kind: 'subject' };

/** Something done to a finished clip. Files are named by their storage keys, times are in seconds. */
export type PostStep =
  | { readonly kind: 'trim'; readonly start: number; readonly end: number }
  /** Further clips, each faded into over this many seconds. */
  | { readonly kind: 'stitch'; readonly clips: readonly string[]; readonly fade: number }
  /** Comes after another clip, which fades into it over this many seconds. */
  | { readonly kind: 'follow'; readonly clip: string; readonly fade: number }
  /** Its end fades into its beginning over this many seconds, so that it can go round and round. */
  | { readonly kind: 'loop'; readonly fade: number }
  | { readonly kind: 'deflicker' }
  /** Strength from 0 to 1. */
  | { readonly kind: 'denoise'; readonly strength: number }
  /** More frames a second. Motion-compensated frames are dear, so clips of more than 480p get blended ones. */
  | { readonly kind: 'smooth'; readonly fps: 48 | 60; readonly method: 'blend' | 'motion' }
  | { readonly kind: 'upscale'; readonly resolution: '720p' | '1080p' }
  | { readonly kind: 'reframe'; readonly ratio: Shape; readonly fill: Fill }
  | { readonly kind: 'watermark'; readonly mark: Watermark }
  /** Replaces the clip's sound by a file's, from `start` on. */
  | { readonly kind: 'sound'; readonly file: string; readonly start: number };
