import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { Failure } from '../core/failure.ts';
import { longestPresetName, type Preset } from '../core/preset.ts';

const shape = z.strictObject({
  photoplay: z.literal('preset'),
  version: z.literal(1),
  name: z.string().trim().min(1).max(longestPresetName),
  values: z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()])),
});

/** The name of a field, which a stranger may have made long. */
const fieldOf = (path: readonly string[]): string => path.join('.').slice(0, 60);

/** The field that is wrong, and why, as the failure names it. */
const refuse = ({ issues: [issue] }: z.ZodError): never => {
  if (issue === undefined) throw new Failure('preset_damaged');
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    throw new Failure('preset_field', { field: fieldOf([...path, issue.keys[0] ?? '']), reason: 'unknown' });
  const missing = issue.code === 'invalid_type' && issue.message.includes('undefined');
  throw new Failure('preset_field', {
    field: fieldOf(path) || 'photoplay',
    reason: missing ? 'missing' : 'invalid',
  });
};

/**
 * Reads a preset from a file. Its values are not checked against the options yet. Throws `Failure` `preset_damaged` if it
 * isn't JSON, or `preset_field` with what is wrong.
 */
export const readPresetFile = async (path: string): Promise<Pick<Preset, 'name' | 'values'>> => {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new Failure('preset_damaged', {}, error);
  }
  const read = shape.safeParse(json);
  return read.success ? read.data : refuse(read.error);
};
