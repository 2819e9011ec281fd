import type { Clip } from '../core/clip.ts';
import { rateClip } from '../store/ratings.ts';
import type { Services } from './services.ts';

/** Stores someone's rating of a clip. Idempotent. */
export const rate = (services: Services, clip: Clip, actor: string, liked: boolean): Promise<void> =>
  rateClip(services.store.database, { clip: clip.id, actor, liked });
