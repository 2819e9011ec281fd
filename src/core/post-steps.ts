export const shapes = ['16:9', '9:16', '1:1', '4:5'] as const;
/** Aspect ratio of a clip, width to height. */
export type Shape = (typeof shapes)[number];

export const looks = ['warm', 'cool', 'golden', 'faded', 'vivid', 'noir'] as const;
/** A named color grade. */
export type Look = (typeof looks)[number];

export const eases = ['linear', 'ease-in', 'ease-out', 'ease-in-out'] as const;
/** How motion begins and ends: evenly, or slower at the start, at the end, or at both. */
export type Ease = (typeof eases)[number];

/** Text, or a picture with transparency, in a corner of the clip. */
export type Watermark =
  | { readonly kind: 'text'; readonly text: string }
  /** Says what the clip is, visible to everyone. Placed in a different corner from the other kinds. */
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'picture'; readonly file: string };

/**
 * How a new aspect ratio is filled: the whole picture on a blurred copy of itself, or a crop around a centre (in
 * fractions of its sides).
 */
export type Fill =
  | { readonly kind: 'blur' }
  | { readonly kind: 'crop'; readonly x: number; readonly y: number }
  /** A crop around what draws the eye first. Becomes a `crop` once the clip has been analysed. */
  | { readonly kind: 'subject' };

/** A post-processing step for a finished clip. Files are named by their storage keys, times are in seconds. */
export type PostStep =
  | { readonly kind: 'trim'; readonly start: number; readonly end: number }
  /**
   * Appends further clips, up to their `ends` in seconds, each with a crossfade of this many seconds. 0 is a cut. Clips
   * of another shape are filled with a blurred copy of themselves.
   */
  | {
      readonly kind: 'stitch';
      readonly clips: readonly string[];
      readonly ends?: readonly number[];
      readonly fade: number;
    }
  /** Shows clips side by side, itself first, each with a label under it. They are named by their ids. */
  | { readonly kind: 'beside'; readonly clips: readonly string[]; readonly labels: readonly string[] }
  /** Comes after another clip, with a crossfade of this many seconds. */
  | { readonly kind: 'follow'; readonly clip: string; readonly fade: number }
  /** Crossfades its end into its beginning over this many seconds, so that it can loop. */
  | { readonly kind: 'loop'; readonly fade: number }
  | { readonly kind: 'deflicker' }
  /** Strength from 0 to 1. */
  | { readonly kind: 'denoise'; readonly strength: number }
  /** More frames per second. Motion-compensated frames are expensive, so clips above 480p get blended ones. */
  | { readonly kind: 'smooth'; readonly fps: 48 | 60; readonly method: 'blend' | 'motion' }
  /** Plays this many times as fast, and slower where the ease says so. Frames between frames are made as for `smooth`. */
  | {
      readonly kind: 'speed';
      readonly factor: number;
      readonly ease: Ease;
      readonly method: 'blend' | 'motion';
    }
  /** The camera comes closer and the light rises with the loudness of the sound. Strength from 0 to 1. */
  | { readonly kind: 'swell'; readonly strength: number }
  | { readonly kind: 'upscale'; readonly resolution: '720p' | '1080p' | '2160p' }
  /** Strength from 0 to 1. */
  | { readonly kind: 'grade'; readonly look: Look; readonly strength: number }
  /**
   * Text over the picture: a title at the top, a caption at the bottom. Once the clip has been analysed, `y` is where
   * the text begins instead because of a face, as a share of the frame's height.
   */
  | { readonly kind: 'title'; readonly text: string; readonly y?: number }
  | { readonly kind: 'caption'; readonly text: string; readonly y?: number }
  | { readonly kind: 'reframe'; readonly ratio: Shape; readonly fill: Fill }
  | { readonly kind: 'watermark'; readonly mark: Watermark }
  /** Replaces the clip's sound with a file's, from `start` on. One that `repeats` begins again where it ends. */
  | { readonly kind: 'sound'; readonly file: string; readonly start: number; readonly repeats?: true };

/** How many times as fast the steps play a clip. */
export const speedOf = (steps: readonly PostStep[]): number =>
  steps.reduce((factor, step) => (step.kind === 'speed' ? factor * step.factor : factor), 1);

/** The text in a step that a person wrote. Null without one. */
export const writtenIn = (step: PostStep): string | null => {
  if (step.kind === 'title' || step.kind === 'caption') return step.text;
  return step.kind === 'watermark' && step.mark.kind === 'text' ? step.mark.text : null;
};
