import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { terminalTarget } from '../../adapters/terminal/terminal-platform.ts';
import { webTarget } from '../../adapters/web/web-platform.ts';
import { newId } from '../../src/core/id.ts';
import type { Store } from '../../src/store/open-store.ts';
import { rowsOf } from '../../src/store/rows-of.ts';

const nothingElse = { card: null, unsure: false } as const;

/** Somebody at a terminal: a clip is a file, and whatever else lies beside it would be seen too. */
export const atTerminal = async (folder: string) => {
  const own = join(folder, newId());
  await mkdir(own);
  const look = async (name: string): Promise<string> => `${name}: ${await readFile(join(own, name), 'utf8')}`;
  return {
    name: 'Terminal',
    address: terminalTarget(join(own, 'clip.mp4')),
    see: async () => ({ clips: await Promise.all((await readdir(own)).sort().map(look)), ...nothingElse }),
  };
};

/** Somebody at the web page, which lists their clips. */
export const atPage = async (store: Store) => {
  const page = newId();
  const listed = sql`select clips.id, clips.file from clips join deliveries on deliveries.job = clips.job
    where deliveries.address->>'page' = ${page} and deliveries.delivered = 'kept' order by clips.id`;
  return {
    name: 'web',
    address: { ...webTarget, page },
    see: async () => {
      const rows = await rowsOf<{ id: string; file: string }>(store.database, listed);
      return { clips: rows.map(({ id, file }) => `${id} ${file}`), ...nothingElse };
    },
  };
};
