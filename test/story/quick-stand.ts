import { writeFile } from 'node:fs/promises';
import { expect, vi } from 'vitest';
import { effects } from '../../effects/all.ts';
import type { Engine } from '../../src/core/engine.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { intakePhoto } from '../../src/media/intake.ts';
import { deliveredBy, latestJob, type Making, openChats, type Transport } from '../surfaces/chats.ts';
import { discordPeople } from './discord-parts.ts';
import { telegramPeople } from './telegram-parts.ts';

const encoder = { name: 'ffmpeg', path: 'ffmpeg' } as const;

/** The local engine, as it plans and promises; its clips are only bytes. */
export const promising: Engine = {
  ...createLocalEngine(encoder),
  collect: (_operation, { output }) => writeFile(output, 'a clip'),
};

/** The real intake, for stories about photos that are no use. */
export const realIntake = {
  intakePhoto: (source: string, target: string) => intakePhoto(encoder, source, target),
};

/**
 * Both chats for stories in which nobody looks at a clip: real bots, commands and jobs in this process, around an engine
 * that takes no time. The stories of `discordStand` and `telegramStand` are about the whole program.
 */
export const quickStand = (making: Making & { readonly transport?: Transport } = {}) => {
  const chats = openChats({ engines: () => [promising], effects, ...making });
  const stop = (): Promise<void> => chats().stop();
  const start = (): Promise<void> => chats().start();
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  /** Waits until somebody's latest clip has been kept for them, since there was no way to bring it. */
  const kept = async (owner: string): Promise<void> => {
    const job = await latestJob(chats(), owner);
    const delivered = async () => expect(await deliveredBy(chats(), job)).toBe('kept');
    await vi.waitFor(delivered, { timeout: 100_000, interval: 20 });
  };
  return {
    discord: {
      ...discordPeople(() => chats().discord),
      ...{ stop, start, restart, kept },
      get discord() {
        return chats().discord;
      },
    },
    telegram: {
      ...telegramPeople(() => chats().telegram),
      ...{ stop, start, restart, kept },
      get telegram() {
        return chats().telegram;
      },
    },
  };
};
