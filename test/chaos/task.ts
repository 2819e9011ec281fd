import { z } from 'zod';

/** The simple provider, or the stand-ins for Replicate and ComfyUI. */
const provider = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('predictions'), url: z.string() }),
  z.object({ kind: z.literal('comfyui'), url: z.string() }),
  z.object({
    kind: z.literal('replicate'),
    url: z.string(),
    token: z.string(),
    secret: z.string(),
    /** `host:port` that clips come from. */
    clips: z.string(),
    /** Where it reaches us; null without webhooks. */
    publicUrl: z.string().nullable(),
  }),
]);

/** What a worker is told. */
export const taskShape = z.object({
  folder: z.string(),
  database: z.string().nullable(),
  redis: z.string().nullable(),
  provider,
  chat: z.string(),
  model: z.string().nullable(),
  concurrency: z.number(),
  /** Every so many jobs are made on this machine; null where none is. */
  here: z.number().nullable(),
  jobs: z.number(),
  /** What every job says. */
  words: z.string().optional(),
  /** The first job to ask for; null to ask for none. */
  from: z.number().nullable(),
});
export type Task = z.infer<typeof taskShape>;

/** What a worker tells. */
export type Count = {
  readonly jobs: number;
  readonly done: number;
  readonly succeeded: number;
  /** Credits captured. */
  readonly spent: number;
  /** Memory of the worker that tells. */
  readonly megabytes: number;
  /** Where it hears webhooks, if anywhere. */
  readonly hook: string | null;
  /** Told once every job is done. */
  readonly end: {
    /** Jobs that failed, by seed. */
    readonly failed: readonly { readonly seed: number; readonly kind: string }[];
    readonly ledger: { readonly drift: number; readonly accounts: number; readonly orphans: number };
  } | null;
};
