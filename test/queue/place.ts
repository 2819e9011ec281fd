import { PGlite } from '@electric-sql/pglite';
import type { QueueBackend } from '../../src/queue/backend.ts';

/** What a second process needs to find the same queue. */
export type Place =
  | { readonly kind: 'redis' | 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly folder: string };

export const reach = async (place: Place): Promise<QueueBackend> =>
  place.kind === 'pglite' ? { kind: 'pglite', database: await PGlite.create(place.folder) } : { ...place };
