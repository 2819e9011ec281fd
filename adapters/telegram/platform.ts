import type { JobStatus } from '../../src/core/job.ts';
import type { Platform } from '../../src/core/platform.ts';
import { fenced } from '../chat/fenced.ts';
import { open } from '../chat/ways.ts';
import { addressOf, type Place, placeOf } from './address.ts';
import { cardText } from './card.ts';
import { deliver } from './deliver.ts';
import type { Desk } from './desk.ts';
import { actionRows } from './keyboard.ts';
import type { Content } from './post.ts';
import { clearCard, showSeveral } from './several.ts';

const cardFor = (desk: Desk, there: Place, status: JobStatus): Content => {
  const messages = desk.messages(there.locale);
  const { clips, id, outcome, state } = status;
  if (outcome === 'cancelled') return { text: messages.format('replies.cancelled'), rows: [] };
  const done = state === 'done';
  const actions = done ? clips.map((clip) => ({ command: 'clip', id: clip })) : [{ command: 'cancel', id }];
  const text = done ? messages.format('card.kept') : cardText(messages, status, there.locale);
  return { text, rows: actionRows(actions, messages) };
};

/** Delivers over the Bot API alone: a worker that hears nothing can do it. */
export const telegramPlatform = (desk: Desk): Platform => ({
  name: 'telegram',
  deliver: async (address, reply, delivery) => {
    const there = placeOf(address);
    const delivered = await deliver(desk, there, reply, delivery);
    const gone = there.several || delivered === 'posted' || delivered === 'direct';
    if (gone) await fenced(delivery, () => clearCard(desk, there, reply.job?.id)).catch(() => {});
    return delivered;
  },
  update: (address, status, fence, move) =>
    fenced(fence, async () => {
      const there = placeOf(address);
      const cancelled = status.outcome === 'cancelled';
      if (there.several) return void (await open(showSeveral(desk, there, cancelled)));
      const content = cardFor(desk, there, status);
      if (there.card !== null)
        return void (await open(desk.cards.show(there, content, status.outcome !== null)));
      // The first try at a card was lost.
      if (status.outcome !== null) return;
      const card = await desk.post.write(there, content);
      if (!(await move(addressOf({ ...there, card, since: Date.now() }))))
        await desk.post.remove(there.chat, card);
    }),
  cardUntil: () => null,
});
