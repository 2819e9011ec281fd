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
  'test/shared/pglite-template.ts',
  'node_modules/@electric-sql/pglite/package.json',
  'node_modules/@electric-sql/pglite-prepopulatedfs/package.json',
  'node_modules/bullmq/package.json',
];

/** Nobody makes databases from these, and half of what would be copied for each test is theirs. */
const unneeded = [
  'update pg_database set datistemplate = false',
  'drop database template0',
  'drop database template1',
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
  if (pglite === null) throw new Error('no database in the process');
  await reach({ kind: 'pglite', database: pglite });
  for (const statement of unneeded) await pglite.query(statement);
  await close();
  // Another run may have been quicker.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  return folder;
};
