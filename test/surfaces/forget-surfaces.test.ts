import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { changeRules, rulesOf } from '../../src/jobs/community-rules.ts';
import type { Services } from '../../src/jobs/services.ts';
import { countRatings } from '../../src/store/ratings.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { english } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import { buttonNamed, said } from '../story/telegram-parts.ts';
import { finish, latestJob, onTelegram, openChats, photo } from './chats.ts';

const hour = 60 * 60_000;

/** Tables in which an account is still named as whose something is, or who wrote it. */
const holding = async ({ store: { database } }: Services, account: string): Promise<string[]> => {
  const owned = ['jobs', 'clips', 'photos', 'open_questions', 'accounts'].map(
    (name) => sql`select ${name} as name from ${sql.identifier(name)} where owner = ${`telegram:${account}`}`,
  );
  const told = sql`select 'inbox' as name from inbox where done_at is not null
    and (body #>> '{message,sender_chat,id}' = ${account} or body #>> '{message,chat,type}' = 'channel' and body #>> '{message,chat,id}' = ${account})`;
  const rows = await rowsOf<{ name: string }>(database, sql.join([...owned, told], sql` union all `));
  return rows.map(({ name }) => name);
};

describe('somebody who asks to be forgotten', () => {
  const chats = openChats({ works: false });

  it('on Discord is asked once, alone, and then the bot deletes what it posted', async () => {
    const { discord } = chats();
    const ana = discord.person('Ana');
    const channel = discord.channel(discord.guild('Home', { botIn: true }), {});
    const standing = { channel, installed: 'guild' } as const;
    await ana.command('animate', { photo, visibility: 'community' }, standing);
    await finish(chats(), await latestJob(chats(), `discord:${ana.user.id}`));
    const posted = () => ana.sees(channel).filter(({ attachments }) => attachments.length > 0);
    expect(posted()).toHaveLength(1);
    const asked = await ana.command('forget', {}, standing);
    const question = await until(() => (asked.original?.content ?? '') !== '' && asked.original);
    expect(question.content).toContain('Delete everything I store about this Discord account?');
    expect(question.onlyFor).toBe(ana.user);
    const yes = JSON.stringify(question.components).match(/forget:[\w-]{22}:yes/)?.[0] ?? '';
    const pressed = await ana.press(question, yes, standing);
    const answer = await until(() => (pressed.original?.content ?? '') !== '' && pressed.original);
    expect(answer.content).toBe('Done. 1 clip and everything else about you is deleted.');
    expect(posted()).toEqual([]);
  });

  it.each(['group', 'channel'] as const)(
    'in the name of a %s on Telegram is asked as an admin of it: members and their clips stay',
    async (kind) => {
      const { telegram, services } = chats();
      const [ana, ben, carl] = [
        await onTelegram(chats()),
        await onTelegram(chats()),
        await onTelegram(chats()),
      ];
      const type = kind === 'group' ? 'supergroup' : 'channel';
      const admins = { admins: [ana, carl], anonymous: kind === 'group' ? [ana] : [] };
      const chat = telegram.group({ type, ...admins });
      chat.members.add(ben.user);
      const name = `telegram:${chat.id}`;
      await changeRules(services, name, () => ({ askAbove: 7 }));
      const own = kind === 'group';
      const show = (who: typeof ana, named: boolean) => {
        const caption = '/animate@photoplay_bot effect:parallax visibility:community';
        return who.send(photo, { chat, caption, ...(named && { name: 'group' as const }) });
      };
      await show(ana, own);
      await finish(chats(), await latestJob(chats(), name));
      if (own) {
        await show(ben, false);
        await finish(chats(), await latestJob(chats(), `telegram:${ben.user.id}`));
      }
      const clips = () => ana.sees(chat).filter(({ media, deleted }) => media?.kind === 'video' && !deleted);
      const [clip] = clips();
      if (clip === undefined) throw new Error('no clip');
      const rest = clips().length - 1;
      if (kind === 'channel') {
        // Its readers press nothing, and any admin may.
        const like = buttonNamed(clip, '👍');
        expect(await pressTold(ben, clip, like)).toContain(said('failures.not_manager'));
        carl.press(clip, like);
        const [, rated = ''] = /rate:(\S{22})/.exec(like) ?? [];
        const likes = () => countRatings(services.store.database, rated);
        await expect.poll(likes).toEqual({ up: 1, down: 0 });
      }
      // Its clips are downloaded by its admins, who get the link alone.
      ana.text('/export@photoplay_bot', { chat, ...(own && { as: 'group' as const }) });
      const offer = await until(() =>
        ana.sees(chat).find(({ text }) => text === english.format('replies.ask-export')),
      );
      const download = buttonNamed(offer, 'Download');
      const nosy = ben.press(offer, download);
      expect((await until(() => nosy.answer)).text).toContain('❌');
      ana.press(offer, download);
      const link = services.exportLink(name) ?? '';
      const toAna = () => [...ana.sees(), ...ana.sees(chat)].find(({ text }) => text.includes(link));
      await until(toAna);
      expect(ben.sees(chat).filter(({ text }) => text.includes(link))).toEqual([]);
      ana.text('/forget@photoplay_bot', { chat, ...(own && { as: 'group' as const }) });
      const question = await until(() =>
        ana.sees(chat).find(({ text }) => text.includes('I store in the name of this group')),
      );
      const yes = buttonNamed(question, 'Delete everything');
      const foreign = said(own ? 'failures.not_found' : 'failures.not_manager');
      expect(await pressTold(ben, question, yes)).toContain(foreign);
      expect(clips()).toHaveLength(rest + 1);
      ana.press(question, yes);
      await until(() => clips().length === rest);
      expect(clips()).not.toContain(clip);
      const done = english.format('replies.forgotten', { clips: 1, surface: 'group' });
      await until(() => ana.sees(chat).find(({ text }) => text === done));
      expect((await rulesOf(services, name)).askAbove).toBe(7);
      await expect.poll(() => holding(services, String(chat.id)), { timeout: 100_000 }).toEqual([]);
    },
  );

  it.each([
    { hours: 1, stays: '' },
    { hours: 49, stays: ' 1 message couldn’t be deleted.' },
  ])('on Telegram too, but for what is older than a bot may delete ($hours h)', async ({ hours, stays }) => {
    const { telegram } = chats();
    const ana = await onTelegram(chats());
    await ana.send(photo, { chat: ana.home, caption: '/animate@photoplay_bot visibility:private' });
    await finish(chats(), await latestJob(chats(), `telegram:${ana.user.id}`));
    const clips = () => ana.sees().filter(({ media }) => media?.kind === 'video');
    expect(clips()).toHaveLength(1);
    telegram.state.clock.advance(hours * hour);
    ana.text('/forget');
    const question = await until(() =>
      ana.sees().find(({ text }) => text?.includes('this Telegram account?')),
    );
    ana.press(question, buttonNamed(question, 'Delete everything'));
    await until(() =>
      ana
        .sees()
        .find(({ text }) => text === `Done. 1 clip and everything else about you is deleted.${stays}`),
    );
    expect(clips()).toHaveLength(stays === '' ? 0 : 1);
  });
});
