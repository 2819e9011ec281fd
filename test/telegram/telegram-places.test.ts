import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { writeSetting } from '../../src/store/saved-settings.ts';
import { inbox } from '../../src/store/tables/inbox-table.ts';
import { jobs } from '../../src/store/tables/jobs-table.ts';
import { pendingOrders } from '../../src/store/tables/questions-table.ts';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import { buttonNamed, buttonsOf } from '../story/telegram-parts.ts';
import { finish, onTelegram, openChats, photo } from '../surfaces/chats.ts';
import { cancels, habitStage } from './habit-stage.ts';

const { format: said } = messagesFor('en', 'telegram');

describe('places and answers on Telegram', () => {
  const chats = openChats({ works: false });
  const stage = () => habitStage(chats);

  it.each(['location', 'contact'])('a %s gets one line', async (kind) => {
    const { ana } = await stage();
    const before = ana.sees().length;
    ana.share({ [kind]: {} });
    await until(() => ana.sees().find(({ text }) => text === said('chat.not-photo')));
    expect(ana.sees()).toHaveLength(before + 1);
  });

  it('a caption that is changed before anything was rendered changes what is asked for', async () => {
    const { ana, job, made, next, orderOf } = await stage();
    const sent = await ana.send(photo, { caption: 'slow zoom' });
    const card = await until(() => ana.sees().find(cancels));
    const first = await job();
    ana.edit(sent, 'pan left');
    const second = await next(first);
    expect((await orderOf(second))?.prompt).toBe('pan left');
    await until(() => card.deleted);
    expect((await made()).text).toContain('pan left');
    await until(() => sent.reaction === '👌');
    ana.edit(sent, 'tilt up');
    ana.text('/queue');
    await until(() => ana.sees().find(({ text }) => text.includes(said('replies.queue-empty'))));
    expect(await job()).toBe(second);
  });

  it('a caption that is changed while a question about it is open is asked about once', async () => {
    const { ana } = await stage();
    const pending = () =>
      chats().services.store.database.$count(
        pendingOrders,
        eq(pendingOrders.owner, `telegram:${ana.user.id}`),
      );
    const questions = () =>
      ana.sees().filter(({ keyboard }) => JSON.stringify(keyboard).includes('confirm:'));
    const sent = await ana.send(photo, { caption: 'parallax takes:3' });
    await until(() => questions()[0]);
    ana.edit(sent, 'parallax takes:4');
    await until(() => questions()[1]);
    expect(await pending()).toBe(1);
  });

  it('a caption that is changed while its photo is taken in is rendered once, however often it is told of', async () => {
    const { ana, job, orderOf } = await stage();
    const { database } = chats().services.store;
    const inboxHas = (what: SQL) =>
      vi.waitFor(
        async () => {
          const [row] = await database.select({ id: inbox.id }).from(inbox).where(what);
          if (row === undefined) throw new Error('not in the inbox');
          return row.id;
        },
        { timeout: 100_000, interval: 20 },
      );
    const open = () =>
      database.$count(jobs, and(eq(jobs.owner, `telegram:${ana.user.id}`), isNull(jobs.outcome)));
    const { held, go } = chats().holdAt(1);
    const sent = await ana.send(photo, { caption: 'slow zoom' });
    await held;
    ana.edit(sent, 'pan left');
    const chat = { edited_message: { chat: { id: ana.home.id } } };
    const told = sql`${inbox.body} @> ${JSON.stringify(chat)}::jsonb`;
    const edit = eq(inbox.id, await inboxHas(told));
    const ended = () => inboxHas(sql`${edit} and ${inbox.doneAt} is not null`);
    go();
    await ended();
    const last = await job();
    expect((await orderOf(last))?.prompt).toBe('pan left');
    expect(await open()).toBe(1);
    await database.delete(inbox).where(edit);
    chats().telegram.again('edited_message');
    await ended();
    expect([await job(), await open()]).toEqual([last, 1]);
    await finish(chats(), last);
  });

  it('photos of an album share a card, and one that comes late joins them', async () => {
    const { ana, job, next } = await stage();
    const sent = await ana.album([photo, photo]);
    const menu = await until(() =>
      ana.sees().find(({ text }) => text === said('chat.ask-several', { count: 2 })),
    );
    await ana.send(photo, { album: sent[0]?.album ?? '' });
    await until(() => menu.text === said('chat.ask-several', { count: 3 }));
    ana.press(menu, buttonNamed(menu, 'Parallax'));
    const confirm = said('buttons.confirm');
    const asked = (seen: readonly Message[]) =>
      until(() =>
        ana
          .sees()
          .find((one) => !seen.includes(one) && buttonsOf(one).some(({ text }) => text.includes(confirm))),
      );
    // One order of three clips costs more than is spent without asking.
    const first = await asked([]);
    ana.press(first, buttonNamed(first, confirm));
    await until(() => ana.sees().some(({ text }) => text.includes(said('card.clips', { count: 3 }))));
    const there = ana.sees();
    const other = await ana.album([photo, photo], { caption: 'slow zoom' });
    const second = await asked(there);
    ana.press(second, buttonNamed(second, confirm));
    const card = await until(() =>
      ana.sees().find(({ text }) => text.includes(said('card.clips', { count: 2 }))),
    );
    const before = await job();
    await ana.send(photo, { album: other[0]?.album ?? '' });
    await finish(chats(), await next(before));
    expect(card.deleted).toBe(false);
  });

  it('topics are chosen in them, and what only Discord has shuts nobody out', async () => {
    const { ana, made } = await stage();
    const { store } = chats().services;
    const chat = chats().telegram.group({ admins: [ana], topics: ['Films', 'Talk'] });
    const films = chats().telegram.topic(chat, 'Films');
    const talk = chats().telegram.topic(chat, 'Talk');
    const never = { roles: ['1'], adultsOnly: ['everything'] };
    await writeSetting(store.database, `telegram:${chat.id}`, 'rules', never);
    ana.text('/settings', { chat, topic: films });
    const form = await until(() => ana.sees(chat).find((message) => buttonsOf(message).length > 2));
    expect(form.text).toContain(said('settings.topics', { topics: 0 }));
    const names = buttonsOf(form).map(({ text }) => text);
    for (const option of ['options.roles', 'options.channels', 'options.adults-only'] as const)
      expect(names).not.toContain(said(option));
    ana.press(form, buttonNamed(form, said('options.topics')));
    await until(() => buttonsOf(form).some(({ text }) => text === said('choices.this-topic')));
    ana.press(form, buttonNamed(form, said('choices.this-topic')));
    await until(() => form.text.includes(said('settings.topics', { topics: 1 })));
    const wish = { chat, caption: '/animate@photoplay_bot zoom visibility:community' };
    await ana.send(photo, { ...wish, topic: talk });
    await until(() => ana.sees(chat).find(({ text }) => text.includes(said('failures.channel_closed'))));
    await ana.send(photo, { ...wish, topic: films });
    await until(() => ana.sees(chat).find(cancels));
    await made(() => ana.sees(chat));
  });

  it('somebody is blocked in answer to what they wrote', async () => {
    const { ana } = await stage();
    const ben = await onTelegram(chats());
    const chat = chats().telegram.group({ admins: [ana], topics: ['Films'] });
    const topic = chats().telegram.topic(chat, 'Films');
    const sent = await ben.send(photo, { chat, topic });
    ana.text('/block', { chat, topic });
    await until(() => ana.sees(chat).find(({ text }) => text === said('chat.sent-privately')));
    await until(() => ana.sees().find(({ text }) => text === said('replies.blocked.none')));
    ana.text('/block', { chat, replyTo: sent });
    const who = String(ben.user.id);
    const told = await until(() => ana.sees().find(({ text }) => text === said('replies.blocked', { who })));
    expect(buttonsOf(told)).toEqual([]);
    ana.text('/block', { chat });
    const names = `${ben.user.name} (${who})`;
    const list = await until(() => ana.sees().find(({ text }) => text.startsWith('Blocked:')));
    expect(list.text).toBe(said('replies.blocked.list', { names }));
  });

  it('the first message shows what is made here, and what one can do', async () => {
    const ana = chats().telegram.person('Ana', { language: 'de' });
    ana.start();
    const shown = await until(() => ana.sees()[0]);
    expect(shown.media?.kind).toBe('animation');
    expect(buttonsOf(shown)).toHaveLength(2);
    const known = chats().telegram.state.files.size;
    ana.start();
    await until(() => ana.sees()[1]);
    expect(chats().telegram.state.files.size).toBe(known);
  });

  it('what only one person sees in a group changes in place, as one shares there', async () => {
    const { ana, made } = await stage();
    const chat = chats().telegram.group();
    await ana.send(photo, { chat, caption: '/animate@photoplay_bot zoom visibility:community' });
    const clip = await made(() => ana.sees(chat));
    ana.press(clip, buttonNamed(clip, 'Share'));
    const menu = await until(() => ana.sees(chat).find(({ onlyFor }) => onlyFor === ana.user));
    const button = (form: RegExp) =>
      buttonsOf(menu).find(({ callback_data: data }) => form.test(String(data)))?.['callback_data'];
    for (const form of [/^share:.*:public$/, /^publish:.*:yes$/])
      ana.press(menu, String(await until(() => button(form))));
    await until(() => button(/^publish:/) === undefined);
    expect(ana.sees(chat).filter(({ onlyFor }) => onlyFor !== null)).toEqual([menu]);
  });

  it('a silent clip comes as a GIF when one is wanted, and so does what is made of it', async () => {
    const { ana, job, made, next } = await stage();
    await ana.send(photo, { caption: 'gif:on spoiler:on slow zoom' });
    const clip = await made();
    expect(clip.media).toMatchObject({ kind: 'animation', spoiler: true });
    const first = await job();
    ana.press(clip, buttonNamed(clip, 'Reroll'));
    await next(first);
    expect((await made()).media).toMatchObject({ kind: 'animation', spoiler: true });
  });
});
