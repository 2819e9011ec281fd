import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Operation = { requestBody?: { content: Record<string, { schema: object }> } };
type Contract = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

/** Numbers may be written as strings there, as the description's own notes say. */
const loosen = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(loosen);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, loosen(inner)] as const);
  const schema: Record<string, unknown> = Object.fromEntries(entries);
  const numeric =
    schema['type'] === 'integer' || (Array.isArray(schema['type']) && schema['type'].includes('integer'));
  if (!numeric) return schema;
  const { type: _type, minimum: _minimum, maximum: _maximum, format: _format, ...rest } = schema;
  return { anyOf: [schema, { ...rest, type: ['string', 'null'], pattern: '^-?[0-9]+$' }] };
};

export type Check = (method: string, path: string, payload: unknown, multipart: boolean) => readonly string[];

const openContract = (): Check => {
  const text = readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8');
  const contract = JSON.parse(text) as Contract;
  const root = { $id: 'discord', components: loosen(contract.components) };
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(root, 'discord');
  const compiled = new Map<string, ValidateFunction>();
  const patterns = Object.keys(contract.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  const find = (path: string): string | undefined =>
    contract.paths[path] === undefined ? patterns.find(({ pattern }) => pattern.test(path))?.path : path;
  const absolute = (schema: unknown): unknown =>
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"discord#/components'));

  const validatorOf = (
    method: string,
    path: string,
    multipart: boolean,
  ): ValidateFunction | null | undefined => {
    const known = find(path);
    const operation = known === undefined ? undefined : contract.paths[known]?.[method.toLowerCase()];
    if (operation === undefined) return undefined;
    const schema =
      operation.requestBody?.content?.[multipart ? 'multipart/form-data' : 'application/json']?.schema;
    if (schema === undefined) return null;
    const key = `${method} ${known} ${multipart}`;
    const validate = compiled.get(key) ?? ajv.compile(absolute(loosen(schema)) as object);
    compiled.set(key, validate);
    return validate;
  };
  // Compiling takes long enough to make an answer late, so the usual ones are ready before the first call.
  for (const path of ['/interactions/1/a/callback', '/channels/1/messages']) validatorOf('POST', path, false);

  return (method, path, payload, multipart) => {
    const validate = validatorOf(method, path, multipart);
    if (validate === undefined) return [`${method} ${path} is not in the contract`];
    if (validate === null || validate(payload)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  };
};

let opened: Check | undefined;

/** Checks requests against Discord's own description of its API, which is read and compiled once a process. */
export const contract = (): Check => (opened ??= openContract());
