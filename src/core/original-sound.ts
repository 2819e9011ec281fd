import type { FileSource } from './command.ts';
import { Failure } from './failure.ts';

/**
 * The sound of the video that is animated, from the second whose picture is used. Throws `Failure` `original_alone` if
 * it isn't the only file that could be heard.
 */
export const originalSound = (
  photos: readonly FileSource[],
  at: number | null,
  audio: FileSource | null,
): FileSource => {
  const [video, ...others] = photos;
  if (video === undefined || others.length > 0 || audio !== null) throw new Failure('original_alone');
  return { ...video, from: at ?? 0 };
};
