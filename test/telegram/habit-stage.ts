import { vi } from 'vitest';
import { findJob } from '../../src/store/jobs.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import { type Chats, finish, latestJob, onTelegram } from '../surfaces/chats.ts';

const isClip = ({ media }: Message): boolean => media?.kind === 'video' || media?.kind === 'animation';
export const cancels = ({ keyboard }: Message): boolean => JSON.stringify(keyboard).includes('cancel:');

/** Somebody who has opened the bot, and their jobs. */
export const habitStage = async (chats: () => Chats) => {
  const ana = await onTelegram(chats());
  const job = () => latestJob(chats(), `telegram:${ana.user.id}`);
  const orderOf = async (id: string) => (await findJob(chats().services.store.database, id))?.order;
  /** The job after one. */
  const next = (before: string): Promise<string> =>
    vi.waitFor(
      async () => {
        const now = await job();
        if (now === before) throw new Error('no new job');
        return now;
      },
      { timeout: 100_000, interval: 20 },
    );
  /** The clip that comes of somebody's latest job. */
  const made = async (seen: () => Message[] = ana.sees) => {
    const known = seen().filter(isClip);
    await finish(chats(), await job());
    return until(() => seen().find((message) => isClip(message) && !known.includes(message)));
  };
  return { ana, job, made, next, orderOf };
};
