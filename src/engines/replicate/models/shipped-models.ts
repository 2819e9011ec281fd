import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readEntries } from './entries.ts';
import type { RemoteModel } from './model.ts';

const { resolve } = createRequire(import.meta.url);

// Models are tried in this order when all preferred ones are unavailable.
const files = [
  ...['wan', 'seedance', 'kling', 'hailuo', 'pixverse'],
  ...['runway', 'luma', 'google', 'lightricks', 'pruna'],
];

const shipped = readEntries(
  files.flatMap((file) => JSON.parse(readFileSync(resolve(`#catalogue/${file}.json`), 'utf8'))),
  [],
);

/** The problems of the bundled entries: none, as a test checks. */
export const { entries: shippedEntries, problems: shippedProblems } = shipped;

/** Every bundled model. */
export const catalogue: readonly RemoteModel[] = shippedEntries.map(({ model }) => model);

/** Renders shots that prefer no other model. */
export const defaultModel = 'wan-2.2-fast';
