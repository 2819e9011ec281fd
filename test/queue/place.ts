import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import type { QueueBackend } from '../../src/queue/backend.ts';

/** What a second process needs to find the same queue. */
export type Place =
  | { readonly kind: 'redis' | 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly folder: string };

/** Opens a PGlite folder as the store does: optimizing all of it takes longer than a test. */
export const openFolder = (folder: string): Promise<PGlite> => {
  setFlagsFromString('--liftoff-only');
  return PGlite.create(folder);
};

export const reach = async (place: Place): Promise<QueueBackend> =>
  place.kind === 'pglite' ? { kind: 'pglite', database: await openFolder(place.folder) } : { ...place };
