import { askChild } from '../../media/ask-child.ts';
import { childModule } from '../../media/child.ts';

const module = childModule(import.meta.url, 'count-faces-child');
const limits = { seconds: 15, memory: 500e6 };
const losses = { slow: 'photo_too_slow', greedy: 'photo_too_many_pixels', crashed: 'photo_damaged' } as const;

/** How many faces of a kept photo two people could be shown from. Throws photo Failures. */
export const countFaces = (photo: string): Promise<number> =>
  askChild({ module, task: photo, limits, losses, signal: null });
