import type { Delivered, SentParts } from '../../src/core/platform.ts';
import { Closed } from '../chat/delivery-steps.ts';
import { Refused } from './telegram-api.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import { privateTarget, type TelegramTarget } from './telegram-target.ts';

const isGone = ({ cause }: Closed): boolean => cause instanceof Refused && /not found/i.test(cause.message);

/** Deletes a reply and its card. Returns how many messages remain: Telegram refuses those older than two days. */
export const erase = async (
  { sender }: Pick<TelegramDeps, 'sender'>,
  target: TelegramTarget,
  delivered: Delivered | null,
  parts: SentParts,
): Promise<number> => {
  const stays = async (chat: number, message: number): Promise<number> => {
    try {
      await sender.remove(chat, message);
      return 0;
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      return isGone(error) ? 0 : 1;
    }
  };
  if (target.card !== null) await stays(target.chat, target.card);
  // Message ids are unique only per chat: in another chat the same id may be someone else's message.
  const alone = delivered === 'direct' ? privateTarget(target)?.chat : undefined;
  const unclear = target.group && delivered !== 'posted' && alone === undefined;
  let left = 0;
  for (const { message } of Object.values(parts)) {
    // Ids of a group's messages are recorded as text.
    if (typeof message === 'string') left += await stays(target.chat, Number(message));
    else if (message !== null && !unclear) left += await stays(alone ?? target.chat, message);
  }
  return left;
};
