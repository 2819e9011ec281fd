import * as z from 'zod';
import type { Json } from '../../core/json.ts';
import type { Fields, Length, RemoteModel } from './models/model.ts';
import type { Restorer } from './models/repair-model.ts';

const part = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string().transform((name) => [name]), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  allOf: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
});

const document = z.object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) });
const inputSchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).optional(),
});

const defaultOn = z.object({ default: z.literal(true) });

type Schemas = Readonly<Record<string, unknown>>;

const typed: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  array: Array.isArray,
  null: (value) => value === null,
};

/** Why a schema rejects a value; null when it accepts it. */
const refusal = (value: Json, described: unknown, schemas: Schemas, depth = 0): string | null => {
  const read = part.safeParse(described);
  if (!read.success) return 'is described in a way we do not know';
  if (depth > 8) return 'is described in circles';
  const { $ref, type, enum: choices, minimum, maximum, items, allOf = [], anyOf } = read.data;
  if (type?.some((name) => typed[name]?.(value) === true) === false)
    return `is not of type ${type.join(' or ')}`;
  if (choices?.includes(value) === false) return 'is no longer a choice';
  if (typeof value === 'number' && value < (minimum ?? value)) return `is below ${minimum}`;
  if (typeof value === 'number' && value > (maximum ?? value)) return `is above ${maximum}`;
  const ask = (inner: unknown, of: Json = value) => refusal(of, inner, schemas, depth + 1);
  const referred = $ref === undefined ? [] : [ask(schemas[$ref.split('/').at(-1) ?? ''])];
  const each =
    items !== undefined && Array.isArray(value) ? value.map((entry: Json) => ask(items, entry)) : [];
  const either = anyOf?.map((inner) => ask(inner)) ?? [];
  const every = [...referred, ...allOf.map((inner) => ask(inner)), ...each];
  if (!either.includes(null)) every.push(...either);
  return every.find((reason) => reason !== null) ?? null;
};

type Sent = { readonly field: string; readonly value: Json | undefined; readonly always: boolean };

const lengthFields = (length: Length): readonly (readonly [string | null, Json])[] =>
  length.kind === 'choice'
    ? length.options.map(({ value }) => [length.field, value] as const)
    : [
        [length.field, length.minimum],
        [length.field, length.maximum],
        [length.rate.field, length.rate.minimum],
        [length.rate.field, length.rate.maximum],
        [length.smooth, true],
      ];

const now = (field: string | null, value: Json | undefined, always = true): readonly Sent[] =>
  field === null ? [] : [{ field, value, always }];

const entries = (fields: Fields, always: boolean): readonly Sent[] =>
  Object.entries(fields).flatMap(([field, value]) => now(field, value, always));

const largestSeed = 2 ** 31 - 1;

/** Every value we may send to a model. Photos have no value yet. */
const everythingSent = (model: RemoteModel | Restorer): readonly Sent[] => {
  if ('photo' in model)
    return [...now(model.photo, undefined), ...now(model.seed, largestSeed), ...entries(model.forced, true)];
  const { size, ratios, references, fps } = model;
  return [
    ...now('prompt', 'words'),
    ...now(model.first, undefined),
    ...now(model.last, undefined, false),
    ...now(model.negative, 'words', false),
    ...now(references?.field ?? null, ['https://example.com/photo.jpg'], false),
    ...now(model.seed, largestSeed),
    ...now(model.audio, false),
    ...lengthFields(model.length).flatMap(([field, value]) => now(field, value)),
    ...size.tiers.flatMap(({ value }) => (value === null ? [] : now(size.field, value))),
    ...Object.values(ratios?.values ?? {}).flatMap((value) => now(ratios?.field ?? null, value)),
    ...Object.values(references?.ratios?.values ?? {}).flatMap((value) =>
      now(references?.ratios?.field ?? null, value, false),
    ),
    ...(fps?.values ?? []).flatMap((value) => now(fps?.field ?? null, value)),
    ...Object.values(model.camera).flatMap(({ fields = {} }) => entries(fields, false)),
    ...Object.values(model.presets).flatMap(({ fields }) => entries(fields, false)),
    ...entries(model.forced, true),
  ];
};

/**
 * Lists what a model's live schema (the whole `openapi_schema` of its latest version) no longer accepts of what the
 * catalogue would send, one sentence per difference; empty when they agree.
 */
export const compareSchema = (model: RemoteModel | Restorer, openapi: unknown): readonly string[] => {
  const schemas = document.safeParse(openapi).data?.components.schemas ?? {};
  const live = inputSchema.safeParse(schemas['Input']);
  if (!live.success) return ['there is no input schema to read'];
  const { properties, required = [] } = live.data;
  const sent = everythingSent(model);
  const wrong = sent.flatMap(({ field, value }) => {
    const schema = properties[field];
    if (schema === undefined) return [`${field} is gone`];
    const reason = value === undefined ? null : refusal(value, schema, schemas);
    return reason === null ? [] : [`${field} ${JSON.stringify(value)} ${reason}`];
  });
  const unsafe = Object.entries(properties).flatMap(([field, schema]) =>
    /^disable_safety/.test(field) && defaultOn.safeParse(schema).success && model.forced[field] !== false
      ? [`${field} is on unless it is sent as false`]
      : [],
  );
  const unsent = required.filter((name) => !sent.some(({ field, always }) => always && field === name));
  return [...new Set([...wrong, ...unsafe, ...unsent.map((name) => `${name} is now required`)])];
};
