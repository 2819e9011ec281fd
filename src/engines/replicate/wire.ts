import * as z from 'zod';
import type { Json } from '../../core/json.ts';

// Ids become parts of URL paths.
const id = z.string().regex(/^[\w-]{1,100}$/);

const statuses = ['starting', 'processing', 'succeeded', 'failed', 'canceled', 'aborted'] as const;

/** The fields we read of a prediction. An unknown status counts as still running. */
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

/** What happens after the prediction that restores the photo. */
const onwardShape = z.object({
  marker: z.string(),
  /** URL of the photo to render: the uploaded one, later the restored one. */
  photo: z.string(),
  film: z.object({
    ref: z.string(),
    input: z.record(z.string(), z.json() as z.ZodType<Json>),
    fields: z.array(z.string()),
    deadline: z.number(),
  }),
  /** The turn to start the render, and since when; null while the photo is being restored. */
  turn: z.object({ id: z.string(), since: z.string() }).nullable(),
});
export type Onward = z.infer<typeof onwardShape>;

/** The fields a receipt must have. Without `onward` it is the receipt of the render itself. */
export const receiptShape = z.object({
  id,
  files: z.array(id),
  startedAt: z.string(),
  onward: onwardShape.optional(),
});
export type ReplicateReceipt = z.infer<typeof receiptShape>;
