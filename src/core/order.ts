import type { Fix } from './advice.ts';
import type { After } from './after.ts';
import type { FailureRecord } from './failure.ts';
import type { Joined } from './joined.ts';
import type { Visibility } from './permission.ts';
import { type PostStep, shapes } from './post-steps.ts';
import type { Target } from './target.ts';

/** The beat of music: beats per minute, and seconds until the first beat (negative if the music began earlier). */
export type Beat = { readonly tempo: number; readonly first: number };

export const ratios = ['photo', ...shapes] as const;
/** The ratios that people post most, each a clip of its own. */
export const severalRatios = { maximum: 5, sets: ['16:9,9:16,1:1'] } as const;
/** Aspect ratio of the clip, width to height. `photo` keeps the photo's own. */
export type Ratio = (typeof ratios)[number];

export const resolutions = ['480p', '720p', '1080p'] as const;
/** The clip's short side in pixels, in the usual notation. */
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

/** A camera path in numbers, as people write it: `x=0.1,zoom=1.1`. Parts left out stay still. */
export type CameraPath = `${'x' | 'y' | 'zoom' | 'roll'}=${string}`;

export const tones = ['none', 'sepia', 'silver'] as const;
export type Tone = (typeof tones)[number];

export const repairs = ['off', 'gentle', 'full'] as const;
/** How much damage to a print is repaired: none, obvious damage, or fine cracks as well. */
export type Repair = (typeof repairs)[number];

/** The model to choose for whichever fits best, over a preset or a personal default. */
export const anyModel = 'auto';

/** Seeds are unsigned 32-bit numbers, the widest range every model takes. */
export const seedLimit = 2 ** 32 - 1;

export const secondsRange = { minimum: 1, maximum: 10 } as const;
export const takesRange = { minimum: 1, maximum: 4 } as const;

/** What one take of an order has instead of what the order itself says. */
export type Variant = Partial<
  Pick<Order, 'photos' | 'effect' | 'engine' | 'model' | 'motion' | 'ratio' | 'seed'>
>;

export const maskedParts = ['moves', 'still'] as const;
/** What the part of a photo that a mask marks does: only it moves, or only it stays still. */
export type Masked = (typeof maskedParts)[number];

/** The most photos beside an order's own that show how something in the clip looks. */
export const maxReferences = 4;

/** The most photos in one order, and the most clips that become of them. */
export const maxPhotos = 50;

/** A photo of several that can't be used, and why. */
export type RefusedPhoto = FailureRecord & {
  readonly name: string;
  /** Their numbers among the photos given, for where others read. Missing if it isn't about photos. */
  readonly photos?: readonly number[];
};

/** A request for a clip, written once. */
export type Order = {
  readonly owner: string;
  readonly community: string | null;
  readonly photos: readonly string[];
  readonly effect: string;
  readonly prompt: string;
  /** What shouldn't be in the clip, in the owner's words. Missing if nothing was named. */
  readonly negative?: string;
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
  /** Missing in orders older than this setting. */
  readonly repair?: Repair;
  /** What was done to its photos when they were stored. Missing if nothing. */
  readonly fixes?: readonly Fix[];
  /** A stored photo that the clip ends with. Missing in older orders. */
  readonly last?: string | null;
  /** Stored photos that show a model what something in the clip looks like. Missing if there are none. */
  readonly references?: readonly string[];
  /** Stored files of the owner: the sound in the clip, and a depth map. */
  readonly sound: string | null;
  readonly depth: string | null;
  /** A stored picture that marks a part of the photo, and what that part does. Missing in older orders. */
  readonly mask?: string | null;
  readonly masked?: Masked;
  /** A stored picture, shown in the corner of the clip. */
  readonly logo: string | null;
  /** The beat of the sound, measured when it was uploaded. */
  readonly beat: Beat | null;
  /** Whether the end leads back to the beginning. */
  readonly loop: boolean;
  /** Post-processing steps, in order. */
  readonly post: readonly PostStep[];
  /** The picture is labelled as what it is, because of who requested it. */
  readonly label?: boolean;
  /** The clip that this one extends and is joined to. */
  readonly after: After | null;
  /** The clips that this one is joined from. Nothing is rendered for it. */
  readonly joined?: Joined;
  /** A cheap preview before the real render. */
  readonly draft: boolean;
  /** Only models whose licence plainly allows commercial use. Missing means any. */
  readonly commercial?: boolean;
  readonly takes: number;
  /** One for each take. Missing if the takes differ only in their seed, and then the most stable one comes first. */
  readonly variants?: readonly Variant[];
  /** Of several photos, each with clips of its own: what they are called, by id. */
  readonly names?: Readonly<Record<string, string>>;
  /** Their numbers among those given, from 1, by id. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** Those that couldn't be used. */
  readonly refused?: readonly RefusedPhoto[];
  /** Its takes are also shown side by side, in one more clip. */
  readonly compare?: true;
  readonly visibility: Visibility;
  /** It has a spoiler: requested, or because its photo had one. Clips made from it get one too. */
  readonly spoiler: boolean;
  /** It was requested in an age-restricted channel, or made from something that was. */
  readonly adult: boolean;
  /** Its photo came from someone other than its owner. */
  readonly foreignPhoto: boolean;
  readonly address: Target;
  readonly parent: string | null;
};

/** The order of a single take, without the others. */
export const orderOfTake = (
  { variants, compare: _, names: __, numbers: ___, refused: ____, ...order }: Order,
  number: number,
): Order => ({
  ...order,
  ...variants?.[number - 1],
});

/** The order of each take. Takes that differ only in their seed share one. */
export const takeOrders = (order: Order): Order[] =>
  order.variants === undefined ? [order] : order.variants.map((_, index) => orderOfTake(order, index + 1));

/** All stored files that an order needs: its photos, then its other inputs. */
export const fileIdsOf = ({
  photos,
  last = null,
  references = [],
  sound,
  depth,
  mask = null,
  logo,
}: Pick<Order, 'photos' | 'last' | 'references' | 'sound' | 'depth' | 'mask' | 'logo'>): string[] => [
  ...photos,
  ...references,
  ...[last, sound, depth, mask, logo].filter((id) => id !== null),
];

/** What some photos of several are called by their owner, and their numbers among those given, which others may read. */
export const photoNamesOf = ({ names = {}, numbers = {} }: Order, ids: readonly string[]) => ({
  name: ids.flatMap((id) => names[id] ?? []).join(' + '),
  photos: ids.flatMap((id) => numbers[id] ?? []),
});
