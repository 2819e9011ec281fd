import type { Json } from '../../../core/json.ts';
import type { Camera, Resolution } from '../../../core/order.ts';

export type Fields = { readonly [field: string]: Json };

/**
 * The lengths a model can render: fixed lengths, shortest first, or a range of frames whose rate can be stretched.
 */
export type Length =
  | {
      readonly kind: 'choice';
      /** Null when there is only one length and no field for it. */
      readonly field: string | null;
      readonly options: readonly { readonly seconds: number; readonly value: number }[];
    }
  | {
      readonly kind: 'frames';
      readonly field: string;
      readonly minimum: number;
      readonly maximum: number;
      /** The frame rate it was trained at, and the range in which motion still looks right. */
      readonly rate: {
        readonly field: string;
        readonly usual: number;
        readonly minimum: number;
        readonly maximum: number;
      };
      /** A switch that interpolates lower frame rates to 30 frames per second. */
      readonly smooth: string;
    };

/** A resolution a model renders, with its price. */
export type Tier = {
  readonly resolution: Resolution;
  /** The model's own name for it. */
  readonly value: string | number | null;
  /** US dollars per second or per clip, depending on the model's `per`. */
  readonly usd: number;
  /** The lengths available in this tier, when it doesn't offer all of them. */
  readonly seconds?: readonly number[];
  /** True when this tier doesn't take a last frame. */
  readonly firstOnly?: true;
};

/** How to request a camera move: extra fields, and words when the default ones don't work (empty for none). */
export type CameraCall = { readonly words?: string; readonly fields?: Fields };

/** A feature of one model. Users choose effects and effects name presets; nothing else sets these fields. */
export type ModelPreset = {
  readonly fields: Fields;
  /** A word that the prompt must contain for the preset to work. */
  readonly trigger: string | null;
  /** True when it brings its own camera move. */
  readonly ownCamera: boolean;
};

/** A list of reference photos in place of the first one, and what else such a clip is limited to. */
export type References = {
  readonly field: string;
  /** How many, with the first photo. */
  readonly most: number;
  readonly seconds?: readonly number[];
  readonly resolutions?: readonly Resolution[];
  /** The aspect ratios to choose from, because the clip has no first frame to take one from. */
  readonly ratios?: Ratios;
};

/** The aspect ratios that a model takes, with its own names for them. */
export type Ratios = { readonly field: string; readonly values: Readonly<Record<string, string>> };

/** A model on Replicate, as data. Fields that aren't named here are never sent. */
export type RemoteModel = {
  readonly name: string;
  readonly ref: string;
  readonly first: string;
  readonly last: string | null;
  readonly length: Length;
  /** The field for the tier, if any, and the tiers, smallest first. */
  readonly size: { readonly field: string | null; readonly tiers: readonly Tier[] };
  readonly per: 'second' | 'clip';
  /** The aspect ratios it takes, with its own names for them; null when the clip keeps the photo's ratio. */
  readonly ratios: Ratios | null;
  readonly fps: { readonly field: string; readonly values: readonly number[] } | null;
  readonly seed: string | null;
  readonly negative: string | null;
  /** A switch for sound, which we always turn off. */
  readonly audio: string | null;
  /** How it takes reference photos, of which the first photo is then one. Null if it takes none. */
  readonly references: References | null;
  /** Camera moves that it follows better by other means than the default words. */
  readonly camera: Readonly<Partial<Record<Camera, CameraCall>>>;
  readonly presets: Readonly<Record<string, ModelPreset>>;
  /** Fields that are always sent as they are. */
  readonly forced: Fields;
  /** Seconds a five-second clip usually takes to render. */
  readonly median: number;
  readonly licence: string;
  readonly dataGoesTo: readonly string[];
  /** Whether it is a cheap preview model. */
  readonly draft: boolean;
  /** The model that renders a better clip from the same recipe. */
  readonly refine: string | null;
  /** Whether its clips may be sold; null when you have to read its terms. */
  readonly commercial: boolean | null;
  /** The date its prices were last checked, if known. */
  readonly priced: string | null;
  /** False while its prices come from third-party tables only. */
  readonly confirmed: boolean;
};
