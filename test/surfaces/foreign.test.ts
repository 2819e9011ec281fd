import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { format } from '../story/discord-parts.ts';
import { said } from '../story/telegram-parts.ts';
import { onTelegram, openChats, photo } from './chats.ts';

const agrees = 'effect:old-photo visibility:community';

describe('a photo that somebody forwards', () => {
  const chats = openChats();

  it.each([
    ['another person', true],
    ['hidden', true],
    ['channel', true],
    ['themselves', false],
  ] as const)('on Telegram of %s: is asked about %s', async (of, asked) => {
    const ana = await onTelegram(chats());
    const other = chats().telegram.person('Ben').user;
    const forwards = {
      'another person': other,
      themselves: ana.user,
      hidden: 'hidden',
      channel: 'channel',
    } as const;
    const sent = await ana.send(photo, { forwards: forwards[of] });
    ana.reply(sent, `/animate ${agrees}`);
    const question = said('replies.ask-consent', { question: 'person' });
    const answer = await until(
      () => ana.sees().find((one) => one.media?.kind === 'video' || one.text.includes(question)),
      10,
    );
    expect(answer.media === null).toBe(asked);
  });

  it.each(['group', 'channel'] as const)(
    'on Telegram in the name of a %s: whose an answered photo is nobody knows, their own needs no question',
    async (as) => {
      const ana = await onTelegram(chats());
      const chat = chats().telegram.group({ admins: [ana], anonymous: [ana] });
      const seen = (words: string) => until(() => ana.sees(chat).find(({ text }) => text.includes(words)));
      const shown = await ana.send(photo, { chat, name: as });
      ana.text(`/animate@photoplay_bot ${agrees}`, { chat, as, replyTo: shown });
      await seen(
        as === 'group' ? said('replies.ask-consent', { question: 'person' }) : said('failures.cannot_ask'),
      );
      await ana.send(photo, { chat, name: as, caption: `/animate@photoplay_bot ${agrees}` });
      await until(() => ana.sees(chat).some(({ media }) => media?.kind === 'video'));
    },
  );

  it('on Discord is somebody else’s, whoever forwarded it, and stays covered', async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const channel = discord.channel(discord.guild('Home'));
    const own = await ana.post(channel, '', [{ ...photo, spoiler: true }]);
    const again = await ana.post(channel, '');
    const forwards = { attachments: own.attachments.splice(0), content: '' };
    const form = await ana.menu('Animate this photo', Object.assign(again, { forwards }), { channel });
    await until(() => form.modal);
    const act = await ana.submit(form, {}, { channel });
    const card = await until(() => (act.original?.content ?? '') !== '' && act.original);
    expect(card.content).not.toContain('❌');
    const clip = await until(() => ana.sees(channel).find(({ attachments }) => attachments.length > 0));
    expect(clip.attachments[0]?.spoiler).toBe(true);
    const [, id = ''] = /reroll:(\S{22})/.exec(JSON.stringify(clip.components)) ?? [];
    await ana.command('edit', { id, effect: 'old-photo' }, { channel });
    const question = format('replies.ask-consent', { question: 'person' });
    await until(() => ana.sees(channel).some(({ content }) => content.includes(question)));
  });
});
