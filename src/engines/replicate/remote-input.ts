import type { Json } from '../../core/json.ts';

/** The planned input of a model. The photos are added by index after they are uploaded. */
export type RemoteInput = {
  /** `owner/name`, or `owner/name:version` when there is no official model. */
  readonly ref: string;
  readonly input: { readonly [field: string]: Json };
  /** The index of the photo for each field, or of each photo in a list, from 0. Reference photos follow the others. */
  readonly photos: { readonly [field: string]: number | readonly number[] };
  /** The restoration of the first photo: the model, its input, and the field for the photo. */
  readonly before?: {
    readonly ref: string;
    readonly input: { readonly [field: string]: Json };
    readonly photo: string;
  };
};
