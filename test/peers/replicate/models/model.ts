import type { Json } from '../../../../src/core/json.ts';
import { type Field, needed, oneOf, otherwise, text, whole } from '../fields.ts';

type Input = Readonly<Record<string, Json>>;

export type Model = {
  readonly fields: Readonly<Record<string, Field>>;
  readonly output: 'video' | 'image';
  /** The one version that can be run; null for an official model, which hides its versions. */
  readonly version: string | null;
  /** What the model itself refuses, after the schema let it by. */
  readonly complaint: (input: Input) => string | null;
};

export const video = (
  fields: Model['fields'],
  complaint: Model['complaint'] = () => null,
  version: string | null = null,
): Model => ({ fields, output: 'video', version, complaint });

export const prompt = needed(text);
export const negative = { negative_prompt: text };
export const seed = { seed: whole };
export const three = otherwise(oneOf('16:9', '9:16', '1:1'), '16:9');
export const five = otherwise(oneOf(5, 10), 5);
