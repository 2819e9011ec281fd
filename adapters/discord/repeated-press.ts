import { inTime } from '../chat/first-answer.ts';
import type { DiscordDeps } from './discord-send.ts';

// Only a hint, so that a repeated press shows nothing to others: the store decides what counts as one request.
const underway = new Map<string, Promise<void>>();

/**
 * Answers a press. If the same person has pressed the same button and its job isn't finished, `first` resolves once
 * that press is answered; otherwise it's null.
 */
export const answerOnce = async (
  deps: Pick<DiscordDeps, 'started'>,
  owner: string,
  key: string,
  answer: (first: Promise<unknown> | null) => Promise<void>,
): Promise<void> => {
  const before = underway.get(key);
  if (before !== undefined) return answer(before.catch(() => {}));
  const look = async (): Promise<void> => {
    const started = await inTime(deps.started(owner, key), false);
    return answer(started ? Promise.resolve() : null);
  };
  const answering = look();
  underway.set(key, answering);
  try {
    await answering;
  } finally {
    underway.delete(key);
  }
};
