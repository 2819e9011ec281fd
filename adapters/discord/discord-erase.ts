import type { Delivered, Parts } from '../../src/core/platform.ts';
import { Closed } from '../chat/ways.ts';
import type { DiscordDeps } from './discord-deps.ts';
import { Gone } from './discord-send.ts';
import type { DiscordTarget } from './discord-target.ts';

/** 1 for a message that stays, 0 for one that is gone. */
const stays = async (erasing: Promise<void>): Promise<number> => {
  try {
    await erasing;
    return 0;
  } catch (error) {
    if (error instanceof Gone) return 0;
    if (error instanceof Closed) return 1;
    throw error;
  }
};

/** Deletes an answer and its card; gives how many messages stay. */
export const erase = async (
  { sender }: Pick<DiscordDeps, 'sender'>,
  target: DiscordTarget,
  delivered: Delivered | null,
  parts: Parts,
): Promise<number> => {
  const { card, channel, ephemeral, user } = target;
  // Nobody else has seen it, and Discord lets go of it itself.
  if (card !== null && !ephemeral) await stays(sender.removeCard(target));
  const message = delivered === null ? null : (parts[delivered]?.message ?? null);
  if (message === null || ephemeral || message === card) return 0;
  const place = delivered === 'direct' ? await sender.directChannel(user) : channel;
  return stays(sender.erase(place, String(message)));
};
