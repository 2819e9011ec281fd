import type { After } from './after.ts';
import type { Beat } from './beat.ts';
import { type PostStep, shapes } from './post-steps.ts';
import type { Target } from './target.ts';
import type { Visibility } from './visibility.ts';

export const ratios = ['photo', ...shapes] as const;
/** Width to height of the clip; `photo` keeps the photo's own. */
export type Ratio = (typeof ratios)[number];

export const resolutions = ['480p', '720p', '1080p'] as const;
/** The clip's short side in pixels, as the field names it. */
export type Resolution = (typeof resolutions)[number];

export const frameRates = [24, 30, 60] as const;
export type FrameRate = (typeof frameRates)[number];

export const motions = ['low', 'medium', 'high'] as const;
export type Motion = (typeof motions)[number];

export const cameras = [
  'still',
  'zoom-in',
  'zoom-out',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'roll-left',
  'roll-right',
  'orbit-left',
  'orbit-right',
  'dolly-in',
  'dolly-out',
] as const;
export type Camera = (typeof cameras)[number];

/** A camera's path in numbers, as people write it: `x=0.1,zoom=1.1`. What is left out stays still. */
export type CameraPath = `${'x' | 'y' | 'zoom' | 'roll'}=${string}`;

export const tones = ['none', 'sepia', 'silver'] as const;
export type Tone = (typeof tones)[number];

export const repairs = ['off', 'gentle', 'full'] as const;
/** How much of a damaged print is mended: nothing, what is plainly damage, or fine cracks as well. */
export type Repair = (typeof repairs)[number];

/** Seeds are unsigned 32-bit numbers, the widest range every model takes. */
export const seedLimit = 2 ** 32 - 1;

export const secondsRange = { minimum: 1, maximum: 10 } as const;
export const takesRange = { minimum: 1, maximum: 4 } as const;

/** What was asked, written once. */
export type Order = {
  readonly owner: string;
  readonly community: string | null;
  readonly photos: readonly string[];
  readonly effect: string;
  readonly prompt: string;
  readonly seed: number;
  readonly engine: string | null;
  readonly model: string | null;
  readonly camera: Camera | CameraPath | null;
  readonly motion: Motion;
  readonly seconds: number;
  readonly ratio: Ratio;
  readonly resolution: Resolution;
  readonly fps: FrameRate;
  readonly tone: Tone;
  /** Left out of orders that are older than it. */
  readonly repair?: Repair;
  /** Kept files of its owner's: what is heard in the clip, and how near things are. */
  readonly sound: string | null;
  readonly depth: string | null;
  /** A kept picture that stands in the corner of the clip. */
  readonly logo: string | null;
  /** The beat of the sound, measured when it was taken in. */
  readonly beat: Beat | null;
  /** Whether the end leads back to the beginning. */
  readonly loop: boolean;
  /** What is done to the clip after filming, in order. */
  readonly post: readonly PostStep[];
  /** Its picture says what it is, because of who asked for it. */
  readonly label?: boolean;
  /** What this clip goes on from and is joined to. */
  readonly after: After | null;
  /** A cheap look before the real thing. */
  readonly draft: boolean;
  readonly takes: number;
  readonly visibility: Visibility;
  /** It is covered until it is clicked: that was asked for, or its photo was. Whatever is made of it is covered too. */
  readonly spoiler: boolean;
  /** It was asked for where only adults come, or what it is made of was. */
  readonly adult: boolean;
  /** Its photo came from somebody else than its owner. */
  readonly foreignPhoto: boolean;
  readonly address: Target;
  readonly parent: string | null;
};

/** Every kept file that an order needs: its photos, then what was given beside them. */
export const fileIdsOf = ({
  photos,
  sound,
  depth,
  logo,
}: Pick<Order, 'photos' | 'sound' | 'depth' | 'logo'>): string[] => [
  ...photos,
  ...[sound, depth, logo].filter((id) => id !== null),
];

/** What of an order settles who renders it and for how much. */
export type QuoteWish = Pick<Order, 'owner' | 'effect'> &
  Partial<
    Pick<
      Order,
      | 'prompt'
      | 'engine'
      | 'model'
      | 'camera'
      | 'motion'
      | 'seconds'
      | 'ratio'
      | 'resolution'
      | 'fps'
      | 'draft'
      | 'takes'
      | 'loop'
    >
  >;
