import type { Clip } from '../core/clip.ts';
import { rateClip } from '../store/ratings.ts';
import type { House } from './services.ts';

/** Remembers what someone thinks of a clip; saying it again changes nothing. */
export const rate = (house: House, clip: Clip, actor: string, liked: boolean): Promise<void> =>
  rateClip(house.store.database, { clip: clip.id, actor, liked });
