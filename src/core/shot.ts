import type {
  Beat,
  Camera,
  CameraPath,
  FrameRate,
  Masked,
  Motion,
  Ratio,
  Repair,
  Resolution,
  Tone,
} from './order.ts';

/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };

/** A move of the local camera. Amounts are fractions of the frame (zoom, pan, tilt, dolly), or radians (roll). */
export type Move = {
  readonly kind: 'zoom' | 'pan' | 'tilt' | 'roll' | 'orbit' | 'dolly' | 'sway';
  /** Signed: positive zooms in, pans right, tilts up, rolls clockwise, orbits right, dollies in. */
  readonly amount: number;
  /** Moves exactly this far, whatever the seed. */
  readonly exact?: true;
};

/** Motion within the picture itself, on a coarse grid. Amplitude is a fraction of the frame's width. */
export type Flow = {
  readonly kind: 'ambient' | 'breath' | 'breeze' | 'turn';
  readonly amplitude: number;
};

/**
 * What people's faces do. Strengths: 0 is nothing, 1 the default. A face skips a motion that would look wrong on it.
 */
export type FaceAct = {
  /** How far heads turn, nod and tilt. */
  readonly turn: number;
  /** Blinks per second. */
  readonly blinks: number;
  /** How broad a smile grows: 1 is a trace, 2 a plain smile. */
  readonly smile: number;
  /** How far mouths open while they speak, following the sound if there is one. */
  readonly talk: number;
  /** Whether each person winks once. */
  readonly wink: boolean;
};

/** Light on the finished frames: a gleam that sweeps over the subject. Strength runs from 0 (off) to 1. */
export type Light = { readonly kind: 'sweep'; readonly strength: number };

/** Weather overlaid on the scene, behind and in front of the subject. Amount 1 is the default, 0 none. */
export type Overlay = { readonly kind: 'snow' | 'rain' | 'embers' | 'glow'; readonly amount: number };

/** How the photo is redrawn: ink lines around flat colours. Strength runs from 0 (off) to 1. */
export type PaintedLook = { readonly kind: 'painted'; readonly strength: number };

/** The subject, cut out, moves by itself over the background. Strength 1 is the default. */
export type Cutout = {
  readonly kind: 'dance' | 'melt' | 'crush' | 'inflate' | 'turn';
  readonly strength: number;
};

/** Two people, cut out of two photos, or together in one, come together until they touch. */
export type Pair = {
  readonly kind: 'kiss' | 'hug';
  /** How far apart they begin and how lively they are: 1 is the default. */
  readonly strength: number;
  /** Warm light around them, from 0 (off) to 1. */
  readonly warmth: number;
};

/** Gentle repair before rendering. Strengths run from 0 (off) to 1. */
export type Restoration = {
  readonly denoise: number;
  readonly contrast: number;
  readonly tone: Tone;
  readonly repair: Repair;
};

/** What the local engine renders: plain data, with every number set by the effect. */
export type LocalRecipe = {
  readonly moves: readonly Move[];
  /** Fraction of the depth budget used, 0 (flat) to 1 (5 % of the width between near and far). */
  readonly depth: number;
  /** Hand-held drift, 0 (tripod) to 1. */
  readonly drift: number;
  readonly flow: Flow | null;
  readonly face: FaceAct | null;
  /** Whether the last frame leads seamlessly back to the first. */
  readonly loop: boolean;
  readonly beat: Beat | null;
  readonly light: Light | null;
  readonly look: PaintedLook | null;
  readonly overlays: readonly Overlay[];
  readonly cutout: Cutout | null;
  readonly pair: Pair | null;
  readonly restoration: Restoration | null;
};

/**
 * How a remote model renders an effect. `preset` names something only that model offers, spelled as in its catalogue
 * entry.
 */
export type RemoteRecipe = {
  readonly model: string;
  /** Replaces the effect's own prompt, if this model needs a different one. */
  readonly prompt: string | null;
  readonly preset: string | null;
  /** How many photos that prompt is about, if it matters. */
  readonly photos?: 2;
  /** Why this model, in a few words to show people. */
  readonly reason: string;
};

/** One take to render: what an effect makes of an order. Plain data that any engine can plan from. */
export type Shot = {
  readonly effect: string;
  readonly version: number;
  readonly prompt: string;
  /** What shouldn't be in the clip: the effect's own words, then the person's. */
  readonly negative: string;
  /** Whether some of those are the person's. */
  readonly unwanted?: true;
  readonly motion: Motion;
  readonly camera: Camera | CameraPath | null;
  readonly seed: number;
  readonly seconds: number;
  readonly fps: FrameRate;
  readonly ratio: Ratio;
  readonly resolution: Resolution;
  /** Sizes of the photos in the order they were given. */
  readonly photos: readonly Size[];
  /** How many photos show how something looks; missing without any. */
  readonly references?: number;
  readonly local: LocalRecipe;
  /** What the part marked by the owner's mask does; missing without a mask. */
  readonly masked?: Masked;
  /** Models this effect prefers, best first; empty means any. */
  readonly models: readonly RemoteRecipe[];
  /** Whether a sound will be added to the clip. Omitted if unknown. */
  readonly sound?: boolean;
  /** What the person wrote, without the effect's own prompt. */
  readonly words: string;
  /** Wishes in `words` that the local recipe leaves out, as they were written. */
  readonly leftOut: readonly string[];
};

/** A part of a photo that was pointed at: how much of each pixel belongs to it, 0 to 255. */
export type SelectedPart = { readonly width: number; readonly height: number; readonly data: Uint8Array };
