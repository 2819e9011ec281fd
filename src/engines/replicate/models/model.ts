import type { Json } from '../../../core/json.ts';
import type { Camera, Resolution } from '../../../core/order.ts';

export type Fields = { readonly [field: string]: Json };

/** How long a model films: certain lengths, shortest first, or frames played at a rate that may be stretched. */
export type Length =
  | {
      readonly kind: 'choice';
      /** Null where there is but one length and nothing to say. */
      readonly field: string | null;
      readonly options: readonly { readonly seconds: number; readonly value: number }[];
    }
  | {
      readonly kind: 'frames';
      readonly field: string;
      readonly minimum: number;
      readonly maximum: number;
      /** The rate it was trained at, and how far it may be stretched before motion looks wrong. */
      readonly rate: {
        readonly field: string;
        readonly usual: number;
        readonly minimum: number;
        readonly maximum: number;
      };
      /** A switch that makes 30 frames a second of fewer. */
      readonly smooth: string;
    };

/** One resolution a model films in, with its price. */
export type Tier = {
  readonly resolution: Resolution;
  /** What the model calls it. */
  readonly value: string | number | null;
  /** US dollars a second or a clip, as the model's `per` says. */
  readonly usd: number;
  /** The only lengths it films in this tier, where it does not film in all. */
  readonly seconds?: readonly number[];
  /** True where it takes no last frame in this tier. */
  readonly firstOnly?: true;
};

/** How a camera move is asked for: fields of its own, and words where the usual ones will not do (empty for none). */
export type CameraCall = { readonly words?: string; readonly fields?: Fields };

/** Something only one model offers. People name effects, effects name presets: nobody else can set these fields. */
export type Preset = {
  readonly fields: Fields;
  /** Words without which it does nothing. */
  readonly trigger: string | null;
  /** True where it brings its own camera. */
  readonly ownCamera: boolean;
};

/** A model there, as data: a field that is not named here is never sent. */
export type RemoteModel = {
  readonly name: string;
  readonly ref: string;
  readonly first: string;
  readonly last: string | null;
  readonly length: Length;
  /** The field the tier goes into, if any, and the tiers, smallest first. */
  readonly size: { readonly field: string | null; readonly tiers: readonly Tier[] };
  readonly per: 'second' | 'clip';
  /** The shapes it takes and what it calls them; null where the clip takes the photo's. */
  readonly ratios: { readonly field: string; readonly values: Readonly<Record<string, string>> } | null;
  readonly fps: { readonly field: string; readonly values: readonly number[] } | null;
  readonly seed: string | null;
  readonly negative: string | null;
  /** A switch for sound, which is turned off. */
  readonly audio: string | null;
  /** Camera moves it knows better than in words. */
  readonly camera: Readonly<Partial<Record<Camera, CameraCall>>>;
  readonly presets: Readonly<Record<string, Preset>>;
  /** Always sent as they are. */
  readonly forced: Fields;
  /** Seconds that a five-second clip usually takes. */
  readonly median: number;
  readonly licence: string;
  readonly dataGoesTo: readonly string[];
  /** A cheap look before the real thing. */
  readonly draft: boolean;
  /** The model that makes the better clip of the same recipe. */
  readonly refine: string | null;
  /** Whether its clips may be sold; null where its terms must be read. */
  readonly commercial: boolean | null;
  /** The day its prices were last looked up, where that is known. */
  readonly priced: string | null;
  /** False while nobody but other people's tables tells its prices. */
  readonly confirmed: boolean;
};
