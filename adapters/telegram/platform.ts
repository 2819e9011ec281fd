import type { Platform } from '../../src/core/platform.ts';
import { placeOf } from './address.ts';
import { cardText } from './card.ts';
import { deliver, open } from './deliver.ts';
import type { Desk } from './desk.ts';
import { actionRows } from './keyboard.ts';
import { clearCard, showSeveral } from './several.ts';
/** Delivers over the Bot API alone: a worker that hears nothing can do it. */
export const telegramPlatform = (desk: Desk): Platform => ({
  name: 'telegram',
  deliver: async (address, reply, key) => {
    const there = placeOf(address);
    const delivered = await deliver(desk, there, reply, key);
    const gone = delivered !== 'edited' || there.several;
    if (gone) await clearCard(desk, there, reply.job?.id).catch(() => {});
    return delivered;
  },
  update: async (address, status) => {
    const there = placeOf(address);
    const messages = desk.messages(there.locale);
    const cancelled = status.outcome === 'cancelled';
    if (there.several) return void (await open(showSeveral(desk, there, cancelled)));
    const content = cancelled
      ? { text: messages.format('replies.cancelled'), rows: [] }
      : {
          text: cardText(messages, status, there.locale),
          rows: actionRows([{ command: 'cancel', id: status.id }], messages),
        };
    await open(desk.cards.show(there, content, cancelled));
  },
});
