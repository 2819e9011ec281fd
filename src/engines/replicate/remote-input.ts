import type { Json } from '../../core/json.ts';

/** Exactly what is asked of a model there: a plan's `input`, whose photos are put in by number when they are uploaded. */
export type RemoteInput = {
  /** `owner/name`, or `owner/name:version` where no official model exists. */
  readonly ref: string;
  readonly input: { readonly [field: string]: Json };
  /** Which photo, counted from 0, goes into which field. */
  readonly photos: { readonly [field: string]: number };
  /** What repairs the first photo before: a model, its input, and the field the photo goes into. */
  readonly before?: {
    readonly ref: string;
    readonly input: { readonly [field: string]: Json };
    readonly photo: string;
  };
};
