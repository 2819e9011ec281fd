import type { Delivered, SentParts } from '../../src/core/platform.ts';
import { Closed } from '../chat/delivery-steps.ts';
import type { DiscordDeps } from './discord-deps.ts';
import { Gone } from './discord-send.ts';
import type { DiscordTarget } from './discord-target.ts';

/** Returns 1 if the message remains, 0 if it's gone. */
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

/** Deletes an answer and its card. Returns how many messages remain. */
export const erase = async (
  { sender }: Pick<DiscordDeps, 'sender'>,
  target: DiscordTarget,
  delivered: Delivered | null,
  parts: SentParts,
): Promise<number> => {
  const { card, channel, ephemeral, user } = target;
  // Nobody else has seen an ephemeral card, and Discord removes it by itself.
  const left = card !== null && !ephemeral ? await stays(sender.removeCard(target)) : 0;
  const message = delivered === null ? null : (parts[delivered]?.message ?? null);
  if (message === null || ephemeral) return 0;
  const place = delivered === 'direct' ? await sender.directChannel(user) : channel;
  // Results of many clips have further messages.
  const others = Object.entries(parts).flatMap(([part, sent]) =>
    part.startsWith(`${delivered}-`) && sent.message !== null ? [sent.message] : [],
  );
  let kept = message === card ? left : await stays(sender.erase(place, String(message)));
  for (const other of others) kept += await stays(sender.erase(place, String(other)));
  return kept;
};
