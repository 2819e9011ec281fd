import { describe, expect, it, vi } from 'vitest';
import { findJob } from '../../src/store/jobs.ts';
import { writeSetting } from '../../src/store/saved-settings.ts';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import { buttonNamed, buttonsOf } from '../story/telegram-stand.ts';
import { finish, latestJob, onTelegram, openChats, photo } from '../surfaces/chats.ts';

const { format: said } = messagesFor('en', 'telegram');
const isClip = ({ media }: Message): boolean => media?.kind === 'video' || media?.kind === 'animation';
const cancels = ({ keyboard }: Message): boolean => JSON.stringify(keyboard).includes('cancel:');

describe('on Telegram', () => {
  const chats = openChats({ works: false });
  const stage = async () => {
    const ana = await onTelegram(chats());
    const job = () => latestJob(chats(), `telegram:${ana.user.id}`);
    const orderOf = async (id: string) => (await findJob(chats().services.store.database, id))?.order;
    /** The job after one. */
    const next = (before: string): Promise<string> =>
      vi.waitFor(
        async () => {
          const now = await job();
          if (now === before) throw new Error('no new job');
          return now;
        },
        { timeout: 30_000, interval: 20 },
      );
    /** The clip that comes of somebody's latest job. */
    const made = async (seen: () => Message[] = ana.sees) => {
      const known = seen().filter(isClip);
      await finish(chats(), await job());
      return until(() => seen().find((message) => isClip(message) && !known.includes(message)));
    };
    return { ana, job, made, next, orderOf };
  };

  it('a reaction says that a photo was seen, and another that its clip has come', async () => {
    const { ana, made } = await stage();
    const sent = await ana.send(photo, { caption: '<b>slow</b> & zoom' });
    await until(() => sent.reaction === '👀');
    const card = await until(() => ana.sees().find(cancels));
    expect(ana.sees().filter(({ replyTo }) => replyTo === sent)).toEqual([card]);
    const clip = await made();
    await until(() => sent.reaction === '👌');
    expect(clip.text).toContain('<b>slow</b> & zoom');
    const types = clip.entities.map(({ type }) => type);
    expect(types).toContain('expandable_blockquote');
    const widths = (clip.keyboard ?? []).map((row) => row.map(({ text }) => text).join('').length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(32);
    expect(clip.keyboard?.map((row) => row.map(({ text }) => text.replace(/^\S+ /, '')))).toEqual([
      ['Reroll', 'Edit', 'Extend'],
      ['Less motion', 'More motion'],
      ['Recipe', 'Like', 'Dislike'],
      ['Share'],
      ['Delete'],
    ]);
  });

  it('a group without reactions gets a card all the same', async () => {
    const { ana, made } = await stage();
    const chat = chats().telegram.group({ reactions: false });
    await ana.send(photo, { chat, caption: '/animate@photoplay_bot visibility:community' });
    await until(() => ana.sees(chat).find(cancels));
    await made(() => ana.sees(chat));
  });

  it('an intake that ends before anything was started leaves nothing behind', async () => {
    const { ana } = await stage();
    const { held, go, over } = chats().holdAt(1);
    const before = ana.sees();
    const sent = await ana.send(photo, { caption: 'slow zoom' });
    await held;
    await until(() => sent.reaction === '👀');
    expect(ana.sees()).toEqual(before);
    go();
    await over;
    await until(() => ana.sees().find(cancels));
  });

  it('somebody whose photo it isn’t is called by name', async () => {
    const { ana, made } = await stage();
    const ben = await onTelegram(chats());
    const chat = chats().telegram.group();
    const sent = await ben.send(photo, { chat });
    ana.text('/animate@photoplay_bot zoom visibility:community', { chat, replyTo: sent });
    const clip = await made(() => ana.sees(chat));
    expect(clip.text.startsWith('Ana · ')).toBe(true);
    expect(clip.entities[0]).toMatchObject({ type: 'text_mention', offset: 0, length: 3 });
  });

  it('words in answer to a clip change it, and in a group only those that call the bot', async () => {
    const { ana, job, made, next, orderOf } = await stage();
    const chat = chats().telegram.group();
    await ana.send(photo, { chat, caption: '/animate@photoplay_bot zoom visibility:community' });
    const clip = await made(() => ana.sees(chat));
    const first = await job();
    ana.reply(clip, 'very nice');
    ana.reply(clip, '@photoplay_bot pan left');
    const second = await next(first);
    expect((await orderOf(second))?.prompt).toBe('pan left');
    await finish(chats(), second);
    ana.reply(clip, '/reroll');
    const third = await next(second);
    const [one, other] = [await orderOf(first), await orderOf(third)];
    expect(other).toMatchObject({ prompt: 'zoom', parent: expect.any(String) });
    expect(other?.seed).not.toBe(one?.seed);
    await finish(chats(), third);
  });

  it('a recipe is copied at a tap, or used on a photo that is asked for', async () => {
    const { ana, job, made, next, orderOf } = await stage();
    await ana.send(photo, { caption: 'slow zoom seconds:2' });
    const clip = await made();
    const first = await job();
    ana.press(clip, buttonNamed(clip, 'Recipe'));
    const recipe = await until(() => ana.sees().find(({ text }) => text.includes('Effect:')));
    const copy = buttonsOf(recipe).find(({ text }) => text.includes('Copy'))?.['copy_text'] as {
      text: string;
    };
    expect(copy.text).toMatch(/^\/animate effect:parallax prompt:"slow zoom" seed:\d+ seconds:2/);
    expect(recipe.entities.map(({ type }) => type)).toContain('code');
    ana.press(recipe, buttonNamed(recipe, 'Use on my photo'));
    const question = await until(() => ana.sees().find(({ forceReply }) => forceReply));
    await ana.send(photo, { replyTo: question });
    const second = await next(first);
    expect((await orderOf(second))?.seed).toBe((await orderOf(first))?.seed);
    await finish(chats(), second);
    // No model has a name here.
    await ana.send(photo, { caption: copy.text.replace(/ model:\S+/, '') });
    const third = await next(second);
    expect(await orderOf(third)).toMatchObject({ prompt: 'slow zoom', seconds: 2, effect: 'parallax' });
    await finish(chats(), third);
  });

  it('a voice message in answer to a photo is what the person says', async () => {
    const { ana } = await stage();
    const sent = await ana.send(photo);
    await ana.send(photo, { as: 'voice', replyTo: sent });
    await until(() =>
      ana.sees().find(({ text }) => text.includes(said('replies.consent-asked', { question: 'voice' }))),
    );
    await ana.send(photo, { as: 'voice' });
    await until(() => ana.sees().find(({ text }) => text === said('chat.sound-alone')));
  });

  it('what somebody else wrote under a forwarded photo is no prompt', async () => {
    const { ana } = await stage();
    const ben = await onTelegram(chats());
    await ana.send(photo, { caption: 'slow zoom', forwards: ben.user });
    await until(() => ana.sees().find(({ text }) => text === said('chat.ask')));
  });

  it('a photo quoted from another chat can be animated', async () => {
    const { ana, made } = await stage();
    const ben = await onTelegram(chats());
    const elsewhere = chats().telegram.group();
    const sent = await ben.send(photo, { chat: elsewhere });
    ana.text('slow zoom', { quotes: sent });
    expect((await made()).text).toContain('slow zoom');
  });

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

  it('photos of an album share a card, and one that comes late joins them', async () => {
    const { ana, job, next } = await stage();
    const sent = await ana.album([photo, photo]);
    const menu = await until(() =>
      ana.sees().find(({ text }) => text === said('chat.ask-several', { count: 2 })),
    );
    await ana.send(photo, { album: sent[0]?.album ?? '' });
    await until(() => menu.text === said('chat.ask-several', { count: 3 }));
    ana.press(menu, buttonNamed(menu, 'Parallax'));
    await until(() => menu.text.includes(said('chat.several', { done: 0, count: 3 })));
    const other = await ana.album([photo, photo], { caption: 'slow zoom' });
    const card = await until(() =>
      ana.sees().find(({ text }) => text.includes(said('chat.several', { done: 0, count: 2 }))),
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
    const who = `telegram:${ben.user.id}`;
    await until(() => ana.sees().find(({ text }) => text === said('replies.blocked', { who })));
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
