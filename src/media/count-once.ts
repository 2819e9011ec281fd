import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

type Count = (photo: string) => Promise<number | null>;

/** Maximum number of photos whose counts stay in memory. Covers users who are about to confirm an order. */
const most = 200;

/**
 * Caches counts by the photo's bytes: after a confirmation prompt, the same photo is usually ordered a moment later.
 */
export const countOnce = (count: Count): Count => {
  const known = new Map<string, Promise<number | null>>();
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
