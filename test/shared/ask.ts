import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { resourcesSetting } from './resources-setting.ts';

const ask = async (path: string): Promise<string> => {
  const url = process.env[resourcesSetting];
  if (url === undefined) throw new Error('only within a run of the tests');
  const answer = await fetch(`${url}${path}`, { headers: { connection: 'close' } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
};

/** A database of this test's own on the run's Postgres server: one with our tables, or an empty one. */
export const newPostgres = (state: 'migrated' | 'empty' = 'migrated'): Promise<string> =>
  ask(`/postgres/${state}`);

/** A numbered database of this test's own on the run's Redis server, which nobody may stop. */
export const newRedis = async (): Promise<{ url: string; flush(): Promise<void> }> => {
  const url = await ask('/redis');
  const flush = async (): Promise<void> => {
    const client = new Redis(url);
    await client.flushdb();
    client.disconnect();
  };
  return { url, flush };
};

/** Puts a new PGlite database into a data folder, which spares the program that opens it the making of one. */
export const preparePglite = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('cp', ['-R', join(await ask('/pglite'), 'database'), folder]);
};
