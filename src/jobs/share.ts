import type { Clip } from '../core/clip.ts';
import type { Visibility } from '../core/visibility.ts';
import { setVisibility } from '../store/clips.ts';
import type { House } from './house.ts';

/** Changes who may see a clip, on every surface. Hiding it hides the other takes of its job as well. */
export const showClip = (house: House, clip: Clip, to: Visibility): Promise<void> =>
  setVisibility(house.store.database, to === 'private' ? { job: clip.job } : { id: clip.id }, to);
