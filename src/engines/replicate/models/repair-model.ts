import type { Fields } from './model.ts';

/** What repairs a photo before it is filmed, as data. */
export type Restorer = {
  readonly name: string;
  readonly ref: string;
  /** The field its photo goes into. */
  readonly photo: string;
  readonly seed: string;
  /** Always sent as they are. */
  readonly forced: Fields;
  /** Who gets to see the photo. */
  readonly dataGoesTo: string;
  /** US dollars a photo. */
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
