import type { JobStatus } from '../../src/core/job.ts';
import type { Platform } from '../../src/core/platform.ts';
import { fenced } from '../chat/fenced.ts';
import { open } from '../chat/ways.ts';
import { actionRows } from './keyboard.ts';
import { clearCard, showSeveral } from './several.ts';
import { cardText } from './telegram-card.ts';
import { deliver } from './telegram-deliver.ts';
import type { TelegramDeps } from './telegram-deps.ts';
import type { Content } from './telegram-messages.ts';
import { addressOf, type Place, placeOf } from './telegram-target.ts';

const cardFor = (deps: TelegramDeps, there: Place, status: JobStatus): Content => {
  const messages = deps.messages(there.locale);
  const { clips, id, outcome, state } = status;
  if (outcome === 'cancelled') return { text: messages.format('replies.cancelled'), rows: [] };
  const done = state === 'done';
  const actions = done ? clips.map((clip) => ({ command: 'clip', id: clip })) : [{ command: 'cancel', id }];
  const text = done ? messages.format('card.kept') : cardText(messages, status, there.locale);
  return { text, rows: actionRows(actions, messages) };
};

/** Delivers over the Bot API alone: a worker that hears nothing can do it. */
export const telegramPlatform = (deps: TelegramDeps): Platform => ({
  name: 'telegram',
  deliver: async (address, reply, delivery) => {
    const there = placeOf(address);
    const delivered = await deliver(deps, there, reply, delivery);
    const gone = there.several || delivered === 'posted' || delivered === 'direct';
    if (gone) await fenced(delivery, () => clearCard(deps, there, reply.job?.id)).catch(() => {});
    return delivered;
  },
  update: (address, status, fence, move) =>
    fenced(fence, async () => {
      const there = placeOf(address);
      const cancelled = status.outcome === 'cancelled';
      if (there.several) return void (await open(showSeveral(deps, there, cancelled)));
      const content = cardFor(deps, there, status);
      if (there.card !== null)
        return void (await open(deps.cards.show(there, content, status.outcome !== null)));
      // The first try at a card was lost.
      if (status.outcome !== null) return;
      const card = await deps.post.write(there, content);
      if (!(await move(addressOf({ ...there, card, since: Date.now() }))))
        await deps.post.remove(there.chat, card);
    }),
  cardUntil: () => null,
});
