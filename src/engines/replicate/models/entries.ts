import * as z from 'zod';
import { readEntry } from './entry.ts';
import type { RemoteModel } from './model.ts';

type Raw = Readonly<Record<string, unknown>>;

/** A model with its raw entry, which other entries can extend. */
export type Entry = { readonly raw: Raw; readonly model: RemoteModel };

/** What is wrong with an entry of a catalogue file. */
export type EntryProblem = { readonly model: string; readonly field: string; readonly reason: string };

const list = z.array(z.unknown());
const rough = z.looseObject({ name: z.string(), extends: z.string().optional() });

/**
 * Reads a file's entries on top of the known ones. An entry with a known name overrides that entry; `extends` starts
 * from a copy of another one. Invalid entries are skipped and reported as problems.
 */
export const readEntries = (
  raw: unknown,
  before: readonly Entry[],
): { readonly entries: readonly Entry[]; readonly problems: readonly EntryProblem[] } => {
  const entries = new Map<string, Entry>();
  const problems: EntryProblem[] = [];
  const items = list.safeParse(raw);
  if (!items.success) problems.push({ model: '', field: '', reason: 'must be a list of models' });
  for (const [index, item] of (items.data ?? []).entries()) {
    const named = rough.safeParse(item);
    if (!named.success) {
      problems.push({ model: `#${index + 1}`, field: 'name', reason: 'is missing' });
      continue;
    }
    const { extends: other, ...own } = named.data;
    const known = (name: string) => entries.get(name) ?? before.find(({ model }) => model.name === name);
    const base = known(other ?? own.name);
    if (entries.has(own.name)) problems.push({ model: own.name, field: 'name', reason: 'is there twice' });
    else if (other !== undefined && base === undefined)
      problems.push({ model: own.name, field: 'extends', reason: `names no model: ${other}` });
    else {
      const raw = { ...base?.raw, ...own };
      const read = readEntry(raw);
      if ('model' in read) entries.set(own.name, { raw, model: read.model });
      else problems.push({ model: own.name, ...read });
    }
  }
  return { entries: [...entries.values()], problems };
};
