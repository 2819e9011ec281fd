import * as z from 'zod';
import { cameras, resolutions } from '../../../core/order.ts';
import type { Length, RemoteModel } from './model.ts';

const input = z.string().regex(/^[a-z][a-z0-9_]*$/i, 'must be the name of an input of the model');
const optionalInput = input.nullable().default(null);

const value = z.json().refine((sent) => typeof sent !== 'string' || !/^(?!https:)[a-z]+:/i.test(sent), {
  message: 'must be an https address or a word',
});
const fields = z.record(input, value);

const certain = (field: string | null, seconds: readonly number[]): Length => ({
  kind: 'choice',
  field,
  options: [...seconds].sort((one, other) => one - other).map((each) => ({ seconds: each, value: each })),
});

const count = z.int().positive();

const length = z.union(
  [
    z
      .strictObject({ field: input.nullable(), seconds: z.array(z.number().positive()).min(1) })
      .transform(({ field, seconds }) => certain(field, seconds)),
    z
      .strictObject({ field: input, from: count, to: count.max(120) })
      .refine(({ from, to }) => from <= to)
      .transform(({ field, from, to }) =>
        certain(
          field,
          Array.from({ length: to - from + 1 }, (_, index) => from + index),
        ),
      ),
    z.strictObject({ field: input, frames: z.array(count).min(1), fps: count }).transform(
      ({ field, frames, fps }): Length => ({
        kind: 'choice',
        field,
        options: frames.map((each) => ({ seconds: (each - 1) / fps, value: each })),
      }),
    ),
    z
      .strictObject({
        field: input,
        minimum: count,
        maximum: count,
        rate: z.strictObject({ field: input, usual: count, minimum: count, maximum: count }),
        smooth: input,
      })
      .transform((frames): Length => ({ kind: 'frames', ...frames })),
  ],
  'must be field and seconds, field, from and to, field, frames and fps, or a range of frames with its rate',
);

const tier = z.strictObject({
  resolution: z.enum(resolutions),
  value: z.union([z.string(), z.number()]).nullable().default(null),
  usd: z.number('must be the price in US dollars').positive().max(100),
  seconds: z.array(z.number().positive()).min(1).exactOptional(),
  firstOnly: z.literal(true).exactOptional(),
});

const ratio = z.string().regex(/^\d+:\d+$/, 'must be a ratio such as 16:9');

const ratios = z.strictObject({
  field: input.default('aspect_ratio'),
  values: z.union([
    z
      .array(ratio)
      .min(1)
      .transform((names) => Object.fromEntries(names.map((name) => [name, name]))),
    z.record(ratio, z.string()),
  ]),
});

/** Fields that every model of an owner must send, because the models are unsafe without them. */
const switches = [{ owner: 'prunaai/', field: 'disable_safety_filter', value: false }] as const;

const shape = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'must be small letters, digits, dots and hyphens'),
  ref: z
    .string()
    .regex(
      /^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*(:[0-9a-f]{64})?$/,
      'must be owner/name, or owner/name:version with a version of 64 hexadecimal digits',
    ),
  first: input,
  last: optionalInput,
  length,
  size: z.strictObject({ field: optionalInput, tiers: z.array(tier).min(1) }),
  per: z.enum(['second', 'clip']).default('second'),
  ratios: ratios.nullable().default(null),
  fps: z
    .strictObject({ field: input, values: z.array(count).min(1) })
    .nullable()
    .default(null),
  seed: optionalInput,
  negative: optionalInput,
  audio: optionalInput,
  references: z
    .strictObject({
      field: input,
      most: z.int().min(2).max(10),
      seconds: z.array(z.number().positive()).min(1).exactOptional(),
      resolutions: z.array(z.enum(resolutions)).min(1).exactOptional(),
      ratios: ratios.exactOptional(),
    })
    .nullable()
    .default(null),
  camera: z
    .partialRecord(
      z.enum(cameras),
      z.strictObject({ words: z.string().exactOptional(), fields: fields.exactOptional() }),
    )
    .default({}),
  presets: z
    .record(
      z.string(),
      z.strictObject({
        fields,
        trigger: z.string().nullable().default(null),
        ownCamera: z.boolean().default(false),
      }),
    )
    .default({}),
  forced: fields.default({}),
  median: z.number().positive().max(3_600),
  licence: z.string().min(1),
  commercial: z.boolean().nullable().default(null),
  dataGoesTo: z.array(z.string().min(1)).min(1),
  draft: z.boolean().default(false),
  refine: z.string().nullable().default(null),
  priced: z.iso.date('must be a day such as 2026-11-28').nullable().default(null),
  confirmed: z.boolean().default(true),
});

const safe = shape.superRefine(({ ref, forced, camera, presets }, context) => {
  for (const { owner, field, value: wanted } of switches)
    if (ref.startsWith(owner) && forced[field] !== wanted)
      context.addIssue({ code: 'custom', path: ['forced', field], message: `must be ${wanted}` });
  const sent = [forced, ...[...Object.values(camera), ...Object.values(presets)].map((each) => each.fields)];
  for (const [field, given] of sent.flatMap((each) => Object.entries(each ?? {})))
    if (/safety|nsfw/i.test(field) && given === true)
      context.addIssue({
        code: 'custom',
        path: ['forced', field],
        message: 'must not turn off a safety check',
      });
});

export type FieldProblem = { readonly field: string; readonly reason: string };

/** Parses a catalogue entry into a model, or returns the first invalid field and the reason. */
export const readEntry = (raw: unknown): { readonly model: RemoteModel } | FieldProblem => {
  const read = safe.safeParse(raw);
  if (read.success) return { model: read.data };
  const [issue] = read.error.issues;
  if (issue?.code === 'unrecognized_keys')
    return { field: [...issue.path, issue.keys[0]].join('.'), reason: 'is not a field of an entry' };
  const missing =
    issue?.code === 'invalid_type' && issue.input === undefined && /undefined$/.test(issue.message);
  return {
    field: issue?.path.join('.') ?? '',
    reason: missing ? 'is missing' : (issue?.message ?? 'is not valid'),
  };
};
