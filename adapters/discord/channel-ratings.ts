import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { inTime } from '../chat/first-answer.ts';

const channel = z.object({ nsfw: z.boolean().default(false) });

const knownMilliseconds = 10 * 60_000;
const unknownMilliseconds = 30_000;
const patienceMilliseconds = 5_000;

/** Whether a channel is age-restricted, as Discord said within the last minutes; null where it doesn't say. */
export const openRatings = (rest: REST) => {
  const ratings = new Map<string, { readonly until: number; readonly adult: Promise<boolean | null> }>();
  const look = async (id: string): Promise<boolean | null> => {
    const asked = rest.get(Routes.channel(id)).then((found) => channel.parse(found).nsfw);
    return inTime(
      asked.catch(() => null),
      null,
      patienceMilliseconds,
    );
  };
  return (id: string): Promise<boolean | null> => {
    const now = Date.now();
    for (const [known, { until }] of ratings) if (until <= now) ratings.delete(known);
    const kept = ratings.get(id);
    if (kept !== undefined) return kept.adult;
    const adult = look(id);
    ratings.set(id, { adult, until: now + knownMilliseconds });
    void adult.then((found) => {
      if (found === null) ratings.set(id, { adult, until: Date.now() + unknownMilliseconds });
    });
    return adult;
  };
};
