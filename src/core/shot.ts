import type { Beat } from './beat.ts';
import type { Camera, CameraPath, FrameRate, Motion, Ratio, Repair, Resolution, Tone } from './order.ts';

/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };

/** How the local engine moves its camera. Amounts are fractions of the frame (zoom, pan, tilt, dolly), or radians (roll). */
export type Move = {
  readonly kind: 'zoom' | 'pan' | 'tilt' | 'roll' | 'orbit' | 'dolly' | 'sway';
  /** Signed: positive zooms in, pans right, tilts up, rolls clockwise, orbits right, dollies in. */
  readonly amount: number;
  /** It goes just so far, whatever the seed. */
  readonly exact?: true;
};

/** Motion of the picture itself, on a coarse grid. Amplitude is a fraction of the frame's width. */
export type Flow = {
  readonly kind: 'ambient' | 'breath' | 'breeze' | 'turn';
  readonly amplitude: number;
};

/** What people's faces do. Strengths: 0 is nothing, 1 the usual; a face for which a motion would look wrong leaves it out. */
export type FaceAct = {
  /** How far heads turn, nod and tilt. */
  readonly turn: number;
  /** Blinks a second. */
  readonly blinks: number;
  /** How broad a smile grows: 1 is a trace, 2 a plain smile. */
  readonly smile: number;
  /** How far mouths open while they speak, to the sound where there is one. */
  readonly talk: number;
  /** Whether each person winks once. */
  readonly wink: boolean;
};

/** Light on the finished frames: a gleam that sweeps over the subject. Strength runs from 0 (off) to 1. */
export type Light = { readonly kind: 'sweep'; readonly strength: number };

/** Weather laid over the scene, behind and in front of the subject. Amount 1 is the usual, 0 none. */
export type Overlay = { readonly kind: 'snow' | 'rain' | 'embers' | 'glow'; readonly amount: number };

/** How the photo is drawn anew: ink lines around flat colours. Strength runs from 0 (off) to 1. */
export type PaintedLook = { readonly kind: 'painted'; readonly strength: number };

/** The subject moves by itself, cut out, over what is behind it. Strength 1 is the usual. */
export type Cutout = { readonly kind: 'dance' | 'melt' | 'crush' | 'inflate'; readonly strength: number };

/** Two people, cut out of two photos or one, come together until they touch. */
export type Pair = {
  readonly kind: 'kiss' | 'hug';
  /** How far apart they begin and how lively they are: 1 is the usual. */
  readonly strength: number;
  /** Warm light around them, from 0 (off) to 1. */
  readonly warmth: number;
};

/** Gentle repair before filming. Strengths run from 0 (off) to 1. */
export type Restoration = {
  readonly denoise: number;
  readonly contrast: number;
  readonly tone: Tone;
  readonly repair: Repair;
};

/** What the local engine films: plain data, every number settled by the effect. */
export type LocalRecipe = {
  readonly moves: readonly Move[];
  /** Share of the depth budget used, 0 (flat) to 1 (5 % of the width between near and far). */
  readonly depth: number;
  /** Hand-held drift, 0 (tripod) to 1. */
  readonly drift: number;
  readonly flow: Flow | null;
  readonly face: FaceAct | null;
  /** Whether the last frame leads back to the first without a seam. */
  readonly loop: boolean;
  readonly beat: Beat | null;
  readonly light: Light | null;
  readonly look: PaintedLook | null;
  readonly overlays: readonly Overlay[];
  readonly cutout: Cutout | null;
  readonly pair: Pair | null;
  readonly restoration: Restoration | null;
};

/** How a remote model films an effect; `preset` names something only that model offers, as its catalogue entry spells it. */
export type RemoteRecipe = {
  readonly model: string;
  /** Said instead of the effect's own words, where this model needs others. */
  readonly prompt: string | null;
  readonly preset: string | null;
  /** How many photos those words are about, where that matters. */
  readonly photos?: 2;
  /** Why this model, in a few words for people. */
  readonly reason: string;
};

/** One take to film: what an effect makes of an order. Plain data any engine can plan from. */
export type Shot = {
  readonly effect: string;
  readonly version: number;
  readonly prompt: string;
  readonly negative: string;
  readonly motion: Motion;
  readonly camera: Camera | CameraPath | null;
  readonly seed: number;
  readonly seconds: number;
  readonly fps: FrameRate;
  readonly ratio: Ratio;
  readonly resolution: Resolution;
  /** Sizes of the photos in the order they were given. */
  readonly photos: readonly Size[];
  readonly local: LocalRecipe;
  /** Models this effect prefers, best first; empty means any. */
  readonly models: readonly RemoteRecipe[];
  /** Whether a sound will be laid under the clip; left out where nobody knows. */
  readonly sound?: boolean;
  /** What the person wrote, without the effect's own words. */
  readonly words: string;
  /** Wishes among them that the local recipe leaves out, as they were written. */
  readonly leftOut: readonly string[];
};
