import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { Log } from '../../src/core/log.ts';
import type { Services } from '../../src/jobs/services.ts';
import { serialize } from '../../src/main/logger.ts';
import type { Database, Store } from '../../src/store/open-store.ts';

export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where any of the words, or bytes of this hash, are still found: tables of every schema, the queue's too, and files. */
export const findings = async (
  { pglite }: Store,
  folder: string,
  words: readonly string[],
  hash: string,
): Promise<string[]> => {
  if (pglite === null) throw new Error('no database in the process');
  const { rows } = await pglite.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'drizzle')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const conditions = [...words, hash].map((_, index) => `t::text like '%' || $${index + 1} || '%'`);
    const { rows: holding } = await pglite.query<{ row: string }>(
      `select t::text as row from ${name} t where ${conditions.join(' or ')} limit 1`,
      [...words, hash],
    );
    found.push(...holding.map(({ row }) => `${name}: ${row.slice(0, 2_000)}`));
  }
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || relative(folder, path).startsWith('database') || entry.name === 'photo') continue;
    const bytes = await readFile(path);
    const held = words.some((word) => entry.name.includes(word) || bytes.includes(word));
    if (held || sha256(bytes) === hash) found.push(relative(folder, path));
  }
  return found;
};

/** A log whose lines can be searched. */
export const writtenLog = () => {
  const lines: string[] = [];
  const write = (...said: readonly unknown[]): void =>
    void lines.push(JSON.stringify(said, (_, value) => (value instanceof Error ? serialize(value) : value)));
  const log: Log = { error: write, warn: write, info: write, debug: write };
  return { log, lines };
};

/** The services of a process that is killed before its next outside step after so many: a query, or a file removed. */
export const killedAfter = (services: Services, pglite: PGlite, steps: number) => {
  let taken = 0;
  const step = (): void => {
    taken += 1;
    if (taken > steps) throw new Error('killed');
  };
  const dying = <Client extends object>(client: Client): Client =>
    new Proxy(client, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name === 'transaction')
          return (work: (transaction: object) => unknown) =>
            value.call(target, (transaction: object) => work(dying(transaction)));
        return (...given: unknown[]) => {
          if (name === 'query' || name === 'exec') step();
          return value.apply(target, given);
        };
      },
    });
  const { storage, store } = services;
  const remove = async (key: string): Promise<void> => {
    step();
    await storage.remove(key);
  };
  return {
    taken: () => taken,
    services: {
      ...services,
      store: { ...store, database: drizzle(dying(pglite)) as unknown as Database },
      storage: { ...storage, remove },
    } satisfies Services,
  };
};
