import type { Json } from '../../../src/core/json.ts';

/** One input of a model as its published schema has it, without title and order. */
export type Field = { readonly [key: string]: Json };

export const text: Field = { type: 'string' };
export const address: Field = { type: 'string', format: 'uri' };
export const addresses: Field = { type: 'array', items: { type: 'string', format: 'uri' } };
export const number: Field = { type: 'number' };
export const whole: Field = { type: 'integer' };
export const flag: Field = { type: 'boolean' };
export const needed = (field: Field): Field => ({ ...field, needed: true });
export const otherwise = (field: Field, value: Json): Field => ({ ...field, default: value });

export const between = (field: Field, minimum: number, maximum: number): Field => ({
  ...field,
  minimum,
  maximum,
});

export const oneOf = (...values: readonly (string | number)[]): Field => ({
  type: typeof values[0] === 'number' ? 'integer' : 'string',
  enum: values,
});

/** What is published of a model's input: components of an OpenAPI document, choices apart as Cog puts them. */
export const componentsOf = (fields: Readonly<Record<string, Field>>) => {
  const entries = Object.entries(fields);
  const properties = entries.map(([name, { needed: _, enum: choices, type, ...rest }], order) => [
    name,
    choices === undefined
      ? { type: type ?? null, ...rest, title: name, 'x-order': order }
      : { allOf: [{ $ref: `#/components/schemas/${name}` }], ...rest, 'x-order': order },
  ]);
  const choices = entries.flatMap(([name, { enum: values, type }]) =>
    values === undefined
      ? []
      : [[name, { enum: values, type: type ?? null, title: name, description: 'An enumeration.' }]],
  );
  const required = entries.filter(([, { needed: must }]) => must).map(([name]) => name);
  return {
    ...Object.fromEntries(choices),
    Input: {
      type: 'object',
      title: 'Input',
      ...(required.length > 0 && { required }),
      properties: Object.fromEntries(properties),
    },
  };
};

/** The same as one strict JSON schema: nothing unknown gets by. */
export const strictSchema = (fields: Readonly<Record<string, Field>>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.entries(fields).flatMap(([name, field]) => (field['needed'] ? [name] : [])),
  properties: Object.fromEntries(
    Object.entries(fields).map(([name, { needed: _, ...field }]) => [name, field]),
  ),
});
