import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, type EntryProblem, readEntries } from './entries.ts';
import type { RemoteModel } from './model.ts';

/** All models: those that come with the package, as the operator's file corrects and extends them. */
export type Catalogue = {
  readonly models: readonly RemoteModel[];
  /** Names of those that the operator's file describes. */
  readonly own: ReadonlySet<string>;
  readonly problems: readonly EntryProblem[];
};

export const ownFile = 'models.json';

const read = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

/** The catalogue with what `models.json` in the data folder says; what is wrong there is left out and told. */
export const readCatalogue = (folder: string, shipped: readonly Entry[]): Catalogue => {
  let given: unknown = [];
  const unread: EntryProblem[] = [];
  try {
    given = read(join(folder, ownFile));
  } catch (error) {
    // The text itself may be quoted in the message of the parser, and is the operator's own.
    unread.push({
      model: '',
      field: '',
      reason: `cannot be read: ${error instanceof Error ? error.message : error}`,
    });
  }
  const { entries, problems } = readEntries(given, shipped);
  const own = new Map(entries.map((entry) => [entry.model.name, entry.model]));
  const all = [
    ...shipped.map(({ model }) => own.get(model.name) ?? model),
    ...entries
      .map(({ model }) => model)
      .filter(({ name }) => shipped.every(({ model }) => model.name !== name)),
  ];
  const names = new Set(all.map(({ name }) => name));
  // A better model that does not exist would be a button that leads nowhere.
  const models = all.map((model) =>
    model.refine === null || names.has(model.refine) ? model : { ...model, refine: null },
  );
  return { models, own: new Set(own.keys()), problems: [...unread, ...problems] };
};
