import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

type See<T> = (photo: string) => Promise<T | null>;

/** Maximum number of photos whose counts stay in memory. Covers users who are about to confirm an order. */
const maxCounts = 200;

/**
 * Caches what is seen in a photo by its bytes: after a confirmation prompt, the same photo is usually ordered a moment
 * later, and visitors click several parts of one.
 */
export const countOnce = <T>(count: See<T>, most = maxCounts): See<T> => {
  const known = new Map<string, Promise<T | null>>();
  return async (photo) => {
    const hash = createHash('sha256')
      .update(await readFile(photo))
      .digest('base64');
    const found = known.get(hash);
    if (found !== undefined) return found;
    const counting = count(photo);
    known.set(hash, counting);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    const forget = () => void known.delete(hash);
    // Failed counts are not cached, so they are retried.
    counting.then((counted) => counted ?? forget(), forget);
    return counting;
  };
};
