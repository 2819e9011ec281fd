import { z } from 'zod';
import type { Json } from '../../core/json.ts';

// Ids become parts of paths.
const id = z.string().regex(/^[\w-]{1,100}$/);

const statuses = ['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted'] as const;

/** What we read of a prediction. A status nobody told us of counts as still at work. */
export const predictionShape = z.object({
  id,
  status: z.enum(statuses).catch('processing'),
  input: z.record(z.string(), z.json()).nullish(),
  output: z.json().optional(),
  error: z.unknown(),
  logs: z.string().nullish(),
  data_removed: z.boolean().nullish(),
  created_at: z.string().nullish(),
  completed_at: z.string().nullish(),
  deadline: z.string().nullish(),
  webhook: z.string().nullish(),
});
export type Prediction = z.infer<typeof predictionShape>;

export const fileShape = z.object({
  id,
  urls: z.object({ get: z.url() }),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  created_at: z.string(),
});
export type UploadedFile = z.infer<typeof fileShape>;

export const pageShape = z.object({ next: z.string().nullish(), results: z.array(z.unknown()) });

export const secretShape = z.object({ key: z.string().regex(/^whsec_[A-Za-z0-9+/=]+$/) });

export const versionShape = z.object({ openapi_schema: z.json() });

/** What comes after a prediction that restores the photo. */
const onwardShape = z.object({
  marker: z.string(),
  /** The photo to film: as it was uploaded, then as it was restored. */
  photo: z.string(),
  film: z.object({
    ref: z.string(),
    input: z.record(z.string(), z.json() as z.ZodType<Json>),
    fields: z.array(z.string()),
    deadline: z.number(),
  }),
  /** Who may begin the film, and since when; null while the photo is restored. */
  turn: z.object({ id: z.string(), since: z.string() }).nullable(),
});
export type Onward = z.infer<typeof onwardShape>;

/** What a receipt must hold to be of use. Without `onward` it is the film's. */
export const receiptShape = z.object({
  id,
  files: z.array(id),
  startedAt: z.string(),
  onward: onwardShape.optional(),
});
export type Receipt = z.infer<typeof receiptShape>;
