import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite, openPostgres, type Store } from '../../src/store/open.ts';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';

type Opened = {
  readonly store: Store;
  /** As another process would see it; the built-in database has one process alone. */
  readonly other: Store;
  close(): Promise<void>;
};

const onPglite = async (): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-store-'));
  const store = await openPglite(folder);
  const close = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, other: store, close };
};

const onPostgres = async (): Promise<Opened> => {
  const postgres = await startPostgres();
  const [store, other] = [
    await openPostgres(postgres.url, () => {}),
    await openPostgres(postgres.url, () => {}),
  ];
  const close = async (): Promise<void> => {
    await store.close();
    await other.close();
    await postgres.stop();
  };
  return { store, other, close };
};

/** Every database the store runs on. */
export const databases = [
  { name: 'PGlite', open: onPglite },
  ...(postgresAvailable() ? [{ name: 'Postgres', open: onPostgres }] : []),
];
