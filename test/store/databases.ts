import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite, openPostgres, type Store } from '../../src/store/open-store.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres, preparePglite } from '../shared/ask.ts';

type Opened = {
  readonly store: Store;
  /** As another process would see it; the built-in database has one process alone. */
  readonly other: Store;
  close(): Promise<void>;
};

const onPglite = async (): Promise<Opened> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-store-'));
  await preparePglite(folder);
  const store = await openPglite(folder);
  const close = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { store, other: store, close };
};

const onPostgres = async (): Promise<Opened> => {
  const url = await newPostgres();
  const [store, other] = [await openPostgres(url, () => {}), await openPostgres(url, () => {})];
  const close = async (): Promise<void> => {
    await store.close();
    await other.close();
  };
  return { store, other, close };
};

/** Every database the store runs on. */
export const databases = [
  { name: 'PGlite', open: onPglite },
  ...(postgresAvailable() ? [{ name: 'Postgres', open: onPostgres }] : []),
];
