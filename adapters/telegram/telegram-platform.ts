import type { JobStatus } from '../../src/core/job.ts';
import type { Delivered, Platform, SentParts } from '../../src/core/platform.ts';
import { cardContent, previewOn } from '../chat/card-content.ts';
import { Closed, fenced, succeeds } from '../chat/delivery-steps.ts';
import { clearCard, react, showSeveral } from './job-cards.ts';
import { actionRows } from './keyboard.ts';
import type { MessageContent } from './message-content.ts';
import { Refused } from './telegram-api.ts';
import { cardText } from './telegram-card.ts';
import { deliverOnTelegram } from './telegram-deliver.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import { privateTarget, type TelegramTarget, targetOf, toTarget } from './telegram-target.ts';

const isGone = ({ cause }: Closed): boolean => cause instanceof Refused && /not found/i.test(cause.message);

/**
 * Deletes a reply and its card. Returns how many messages with the reply remain: Telegram refuses
 * those older than two days.
 */
const erase = async (
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
  const privateChat = delivered === 'direct' ? privateTarget(target)?.chat : undefined;
  const unclear = target.group && delivered !== 'posted' && privateChat === undefined;
  let left = 0;
  for (const { message } of Object.values(parts)) {
    // Ids of a group's messages are recorded as text.
    if (typeof message === 'string') left += await stays(target.chat, Number(message));
    else if (message !== null && !unclear) left += await stays(privateChat ?? target.chat, message);
  }
  return left;
};

const cardFor = (deps: TelegramDeps, { locale }: TelegramTarget, status: JobStatus): MessageContent => {
  const messages = deps.messages(locale);
  const { text, actions } = cardContent(messages, status, (now) => cardText(messages, now, locale));
  return { text, rows: actionRows(actions, messages) };
};

const firstCardMilliseconds = 5_000;

/** Delivers using only the Bot API, so a worker that receives no updates can do it. */
export const telegramPlatform = (deps: TelegramDeps): Platform => ({
  name: 'telegram',
  deliver: async (stored, reply, delivery) => {
    const target = targetOf(stored);
    const delivered = await deliverOnTelegram(deps, target, reply, delivery);
    const gone = target.several || delivered === 'posted' || delivered === 'direct';
    const clear = () => fenced(delivery, () => clearCard(deps, target, reply.job?.id));
    const last = gone ? await clear().catch(() => true) : true;
    if (last) await react(deps, target, reply.clips.length > 0 && delivered !== 'kept' ? '👌' : null);
    return delivered;
  },
  update: (stored, status, fence, move) =>
    fenced(fence, async () => {
      const target = targetOf(stored);
      const cancelled = status.outcome === 'cancelled';
      // Whoever took the request in is about to write its first card.
      if (target.card === null && Date.now() - target.since < firstCardMilliseconds) return;
      // It turned out to be private after it was asked for in a group.
      if (target.group && status.visibility === 'private' && status.outcome === null) return;
      if (target.several) return void (await succeeds(showSeveral(deps, target, cancelled)));
      const content = cardFor(deps, target, status);
      const preview = previewOn(status, !target.group);
      if (target.card !== null)
        return void (await succeeds(deps.cards.show(target, content, status.outcome !== null, preview)));
      // The initial card was never written, so write it now.
      if (status.outcome !== null) return;
      const card = await deps.sender.write(target, content);
      if (!(await move(toTarget({ ...target, card, since: Date.now() }))))
        await deps.sender.remove(target.chat, card);
    }),
  erase: (stored, delivered, parts) => erase(deps, targetOf(stored), delivered, parts),
  channelOf: (stored, nobodys) => {
    const target = targetOf(stored);
    const open = { ...target, photo: null, card: null, asked: null, mention: false, openly: true };
    return target.group ? toTarget(nobodys ? { ...open, user: 0 } : open) : null;
  },
  cardUntil: () => null,
});
