import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
import { reach } from '../../src/queue/backend.ts';
import { openPglite } from '../../src/store/open-store.ts';

const root = resolve(import.meta.dirname, '../..');

/** Whatever decides what a new database looks like. */
const inputs = [
  'node_modules/@electric-sql/pglite/package.json',
  'node_modules/@electric-sql/pglite-prepopulatedfs/package.json',
  'node_modules/bullmq/package.json',
];

/** A data folder with a new PGlite database, migrated for us and for the queue, to be copied; made once for every state of the migrations. */
export const pgliteTemplate = async (): Promise<string> => {
  const hash = createHash('sha256');
  const migrations = await glob('src/store/migrations/**', { cwd: root });
  for (const file of [...inputs, ...migrations.sort()]) hash.update(await readFile(resolve(root, file)));
  const cache = resolve(root, 'node_modules/.cache/photoplay');
  const folder = join(cache, `pglite-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  const { pglite, close } = await openPglite(unfinished);
  if (pglite !== null) await reach({ kind: 'pglite', database: pglite });
  await close();
  // Another run may have been quicker.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  return folder;
};
