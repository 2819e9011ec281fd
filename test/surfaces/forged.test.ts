import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import { buttonNamed, said } from '../story/telegram-parts.ts';
import { onTelegram, openChats, photo } from './chats.ts';

const animate = '/animate@photoplay_bot effect:parallax visibility:community';

describe('what somebody makes up on Telegram', () => {
  const chats = openChats();

  const stage = async () => {
    const [ana, eve, admin] = await Promise.all(Array.from({ length: 3 }, () => onTelegram(chats())));
    if (!ana || !eve || !admin) throw new Error('nobody came');
    const chat = chats().telegram.group({ admins: [admin], anonymous: [admin] });
    const film = async (who: typeof ana) => {
      const before = new Set(ana.sees(chat));
      await who.send(photo, { chat, caption: animate });
      return until(() => ana.sees(chat).find((one) => one.media?.kind === 'video' && !before.has(one)));
    };
    return { ana, eve, admin, chat, film };
  };

  it('a press of a button that does not stand there changes nothing of the message', async () => {
    const { ana, eve, chat, film } = await stage();
    const [shown, own] = [await film(ana), await film(eve)];
    const [, id] = /delete:(\S{22})/.exec(JSON.stringify(own.keyboard)) ?? [];
    const asked = await (async () => {
      const before = new Set(ana.sees(chat));
      await ana.send(photo, { chat, caption: '/animate@photoplay_bot' });
      return until(() => ana.sees(chat).find((one) => !before.has(one) && one.keyboard !== null));
    })();
    const menu = `~!parallax|||||${eve.user.id.toString(36)}|`;
    for (const [message, data] of [
      [shown, `delete:${id}`],
      [shown, `share:${id}:private`],
      [asked, menu],
    ] as const) {
      const before = { text: message.text, keyboard: message.keyboard };
      expect(await pressTold(eve, message, data), data).toContain(said('failures.not_found'));
      expect(message, data).toMatchObject({ ...before, deleted: false });
    }
    expect(own.deleted).toBe(false);
  });

  it('an answer in the name of the group is not that of a member who was asked', async () => {
    const { ana, admin, chat, film } = await stage();
    const shown = await film(ana);
    ana.press(shown, buttonNamed(shown, said('buttons.edit')));
    const question = await until(() =>
      ana.sees(chat).find(({ text }) => text.includes(said('chat.new-motion'))),
    );
    admin.text('slow zoom', { chat, replyTo: question, as: 'group' });
    const answer = await until(() =>
      ana.sees(chat).find(({ text }) => text.includes(said('failures.not_allowed'))),
    );
    expect(answer.media).toBe(null);
  });
});
