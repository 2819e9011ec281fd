import type { QueueBackend } from '../../src/queue/backend.ts';
import { openPglite, openPostgres, type Store } from '../../src/store/open-store.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres, preparePglite } from '../shared/ask.ts';

/** Where a test's rows are: in a database of its own on the run's Postgres, which is several times quicker, or in the process. */
export type DatabaseKind = 'Postgres' | 'PGlite';

/** An empty database of a test's own, and the queue in it. PGlite takes Postgres' place where that isn't installed. */
export const openOwnStore = async (
  folder: string,
  kind: DatabaseKind = 'Postgres',
): Promise<{ store: Store; backend: QueueBackend }> => {
  if (kind === 'Postgres' && postgresAvailable()) {
    const url = await newPostgres();
    return { store: await openPostgres(url, () => {}), backend: { kind: 'postgres', url } };
  }
  await preparePglite(folder);
  const store = await openPglite(folder);
  if (store.pglite === null) throw new Error('no database in the process');
  return { store, backend: { kind: 'pglite', database: store.pglite } };
};
