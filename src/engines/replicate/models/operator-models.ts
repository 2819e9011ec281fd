import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMissingFile } from '../../../core/failure.ts';
import { type Entry, type EntryProblem, readEntries } from './entries.ts';
import type { RemoteModel } from './model.ts';

/** All models: the bundled ones, corrected and extended by the operator's file. */
export type ModelCatalogue = {
  readonly models: readonly RemoteModel[];
  /** Names of the models that the operator's file describes. */
  readonly own: ReadonlySet<string>;
  readonly problems: readonly EntryProblem[];
};

export const ownFile = 'models.json';

const read = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
};

/** Reads the catalogue, including `models.json` in the data folder. Invalid entries are skipped and reported. */
export const readCatalogue = (folder: string, shipped: readonly Entry[]): ModelCatalogue => {
  let raw: unknown = [];
  const unread: EntryProblem[] = [];
  try {
    raw = read(join(folder, ownFile));
  } catch (error) {
    // The parser's message may quote the file. That is fine: it is the operator's own text.
    unread.push({
      model: '',
      field: '',
      reason: `cannot be read: ${error instanceof Error ? error.message : error}`,
    });
  }
  const { entries, problems } = readEntries(raw, shipped);
  const own = new Map(entries.map((entry) => [entry.model.name, entry.model]));
  const all = [
    ...shipped.map(({ model }) => own.get(model.name) ?? model),
    ...entries
      .map(({ model }) => model)
      .filter(({ name }) => shipped.every(({ model }) => model.name !== name)),
  ];
  const names = new Set(all.map(({ name }) => name));
  // Drop a `refine` that names no model, or its button would do nothing.
  const models = all.map((model) =>
    model.refine === null || names.has(model.refine) ? model : { ...model, refine: null },
  );
  return { models, own: new Set(own.keys()), problems: [...unread, ...problems] };
};
