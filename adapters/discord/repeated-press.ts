import { inTime } from '../chat/before.ts';
import type { DiscordDeps } from './discord-deps.ts';

// Only a hint, so that a repeated press shows nothing to others: the store decides what counts as one request.
const underway = new Set<string>();

/** Answers a press. `repeated`: the same person pressed the same button, and its job isn't finished. */
export const answerOnce = async (
  deps: Pick<DiscordDeps, 'started'>,
  owner: string,
  key: string,
  answer: (repeated: boolean) => Promise<void>,
): Promise<void> => {
  if (underway.has(key)) return answer(true);
  underway.add(key);
  try {
    await answer(await inTime(deps.started(owner, key), false));
  } finally {
    underway.delete(key);
  }
};
