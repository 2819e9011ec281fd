import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

type Count = (photo: string) => Promise<number | null>;

/** How many photos' counts stay in memory: those somebody is about to say yes to. */
const most = 200;

/** Counts what photos show once for the same bytes: whoever is asked a question orders the same photo again a moment later. */
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
    // What could not be counted is tried again.
    counting.then((counted) => counted ?? forget(), forget);
    return counting;
  };
};
