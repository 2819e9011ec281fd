import { newId } from '../core/id.ts';
import { findForgettable, forgetJobWords } from '../store/forget-words.ts';
import { dropAliases } from '../store/forgotten.ts';
import { recordInputFilesRemoved } from '../store/input-file-rows.ts';
import { findJob } from '../store/jobs.ts';
import { changeSetting, settleSetting } from '../store/saved-settings.ts';
import { neededKeys, pageOfClips, pageOfPhotos } from '../store/stored-files.ts';
import { removeUnused } from './pending.ts';
import { removeClip } from './remove.ts';
import type { Services } from './services.ts';

const batch = 500;
// Seconds. Longer than the time between storing a file and writing its row.
const defaultGuard = 60 * 60;

/** Whether the storage belongs to this database, and isn't an empty folder mounted in its place. */
const belongs = async ({ log, storage, store }: Services): Promise<boolean> => {
  const mark = await storage.mark(newId());
  const known = await settleSetting(store.database, 'service', 'storage mark', mark);
  if (known !== mark) log.error({}, 'the files do not belong to this database: nothing is removed');
  return known === mark;
};

type Place = { readonly place: string; readonly since: number };
const settleMilliseconds = 86_400_000;

/** Whether the files have been in this place for long: after a move, the last ones may still have to be copied here. */
const hasSettled = async ({ storage: { place }, store: { database } }: Services): Promise<boolean> => {
  const { since } = await changeSetting(database, 'service', 'storage place', (value) => {
    const before = value as Partial<Place> | null;
    // Whoever hasn't moved since this is written down has always been here.
    if (before?.place === undefined) return { place, since: 0 };
    return { place, since: before.place === place ? (before.since ?? 0) : Date.now() };
  });
  return Date.now() - since > settleMilliseconds;
};

/** One thing that can't be removed now holds up no other. The next round tries it again. */
const attempt = async (
  { log }: Pick<Services, 'log'>,
  about: object,
  work: () => Promise<unknown>,
): Promise<void> => {
  await work().catch((error: unknown) =>
    log.warn({ ...about, error }, 'leftover files or rows could not be removed'),
  );
};

/** Removes files that no row needs. Returns the keys of all files found. */
const collectFiles = async (services: Services, guard: number): Promise<ReadonlySet<string>> => {
  const there = new Set<string>();
  let waiting: string[] = [];
  const settle = async (): Promise<void> => {
    const needed = await neededKeys(services.store.database, waiting);
    for (const key of waiting.filter((one) => !needed.has(one)))
      await attempt(services, { key }, () => services.storage.remove(key));
    waiting = [];
  };
  for await (const { key, age } of services.storage.list()) {
    there.add(key);
    if (age > guard) waiting.push(key);
    if (waiting.length >= batch) await settle();
  }
  await settle();
  return there;
};

/** Removes clips and marks photos as removed when their files are gone. */
const collectRows = async (services: Services, there: ReadonlySet<string>, guard: number): Promise<void> => {
  const { database } = services.store;
  for (let after = ''; ; ) {
    const page = await pageOfPhotos(database, guard, after, batch);
    const gone = page.filter(({ file }) => !there.has(file)).map(({ id }) => id);
    await recordInputFilesRemoved(database, gone);
    after = page.at(-1)?.id ?? '';
    if (page.length < batch) break;
  }
  for (let after = ''; ; ) {
    const page = await pageOfClips(database, guard, after, batch);
    for (const clip of page)
      if (!there.has(clip.file)) await attempt(services, { clip: clip.id }, () => removeClip(services, clip));
    after = page.at(-1)?.id ?? '';
    if (page.length < batch) break;
  }
};

/** Forgets what people wrote for jobs that left no clip. */
const forgetJobs = async (services: Services): Promise<void> => {
  const { database } = services.store;
  for (let after = ''; ; ) {
    const page = await findForgettable(database, after, batch);
    for (const id of page)
      await attempt(services, { job: id }, async () => {
        const job = await findJob(database, id);
        if (job !== null) await removeUnused(services, job.order);
        await forgetJobWords(database, id);
      });
    after = page.at(-1) ?? '';
    if (page.length < batch) return;
  }
};

/**
 * Compares files with rows both ways to clean up after crashes: removes files that no row needs and, unless files were
 * moved here within a day, rows whose file is gone. Anything younger than `guard` seconds may still be in progress and is kept.
 */
export const removeOrphans = async (services: Services, guard = defaultGuard): Promise<void> => {
  await forgetJobs(services);
  await dropAliases(services.store.database);
  if (!(await belongs(services))) return;
  const there = await collectFiles(services, guard);
  if (await hasSettled(services)) await collectRows(services, there, guard);
};
