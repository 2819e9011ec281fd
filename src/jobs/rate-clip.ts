import type { Clip } from '../core/clip.ts';
import { rateClip } from '../store/ratings.ts';
import type { Services } from './services.ts';

/** Remembers what someone thinks of a clip; saying it again changes nothing. */
export const rate = (services: Services, clip: Clip, actor: string, liked: boolean): Promise<void> =>
  rateClip(services.store.database, { clip: clip.id, actor, liked });
