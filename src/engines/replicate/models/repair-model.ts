import type { Fields } from './model.ts';

/** The model that restores a photo before the render, as data. */
export type Restorer = {
  readonly name: string;
  readonly ref: string;
  /** The field for the photo. */
  readonly photo: string;
  readonly seed: string;
  /** Fields that are always sent as they are. */
  readonly forced: Fields;
  /** Who sees the photo. */
  readonly dataGoesTo: string;
  /** US dollars per photo. */
  readonly usd: number;
  /** Seconds it usually takes. */
  readonly seconds: number;
};

export const restorer: Restorer = {
  name: 'restore',
  ref: 'flux-kontext-apps/restore-image',
  photo: 'input_image',
  seed: 'seed',
  forced: { output_format: 'jpg' },
  dataGoesTo: 'Black Forest Labs (FLUX)',
  usd: 0.04,
  seconds: 10,
};
