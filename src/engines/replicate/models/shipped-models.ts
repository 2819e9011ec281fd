import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readEntries } from './entries.ts';
import type { RemoteModel } from './model.ts';

const { resolve } = createRequire(import.meta.url);

// The order is that in which they are tried when everything preferred is away.
const files = [
  ...['wan', 'seedance', 'kling', 'hailuo', 'pixverse'],
  ...['runway', 'luma', 'google', 'lightricks', 'pruna'],
];

const shipped = readEntries(
  files.flatMap((file) => JSON.parse(readFileSync(resolve(`#catalogue/${file}.json`), 'utf8'))),
  [],
);

/** What is wrong with the entries that come with the package: nothing, which a test makes sure of. */
export const { entries: shippedEntries, problems: shippedProblems } = shipped;

/** Every model that comes with the package. */
export const catalogue: readonly RemoteModel[] = shippedEntries.map(({ model }) => model);

/** Films what prefers no other. */
export const usualModel = 'wan-2.2-fast';
