import type { ClipFile } from '../../src/core/reply.ts';

/** Up to this many clips are messages of their own, with their details. */
export const fewClips = 6;
const albumSize = 10;

/** Clips by album. No album has only one. */
export const albumsOf = (clips: readonly ClipFile[]): readonly (readonly ClipFile[])[] => {
  const count = Math.ceil(clips.length / albumSize);
  const size = Math.ceil(clips.length / Math.max(1, count));
  return Array.from({ length: count }, (_, index) => clips.slice(index * size, (index + 1) * size));
};
