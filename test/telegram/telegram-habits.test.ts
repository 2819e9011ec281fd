import { describe, expect, it } from 'vitest';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import { buttonNamed, buttonsOf } from '../story/telegram-parts.ts';
import { finish, latestJob, onTelegram, openChats, photo } from '../surfaces/chats.ts';
import { cancels, habitStage } from './habit-stage.ts';

const { format: said } = messagesFor('en', 'telegram');

describe('requests on Telegram', () => {
  const chats = openChats({ works: false });
  const stage = () => habitStage(chats);

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
      ['Join', 'Save as…'],
      ['Share', 'Save as preset'],
      ['Delete'],
    ]);
  });

  it.each(['last', 'reference'])('a late photo for %s makes no second question', async (others) => {
    const { ana } = await stage();
    const album = `late-${others}`;
    for (const caption of [`parallax takes:3 ${others}:on`, '']) await ana.send(photo, { album, caption });
    const questions = () =>
      ana.sees().filter(({ keyboard }) => JSON.stringify(keyboard).includes('confirm:'));
    await until(() => questions()[0]);
    await ana.send(photo, { album });
    await until(() => ana.sees().find(({ text }) => text === said('chat.photo-late')));
    expect(questions()).toHaveLength(1);
  });

  it('a photo that a clip should end with is asked for if it isn’t there', async () => {
    const { ana } = await stage();
    await ana.send(photo, { caption: 'last:on slow zoom' });
    const missing = said('failures.missing_option.second', { option: said('options.last') });
    await until(() => ana.sees().find(({ text }) => text.includes(missing)));
  });

  it('a group without reactions gets a card all the same', async () => {
    const { ana, made } = await stage();
    const chat = chats().telegram.group({ reactions: false });
    await ana.send(photo, { chat, caption: '/animate@photoplay_bot visibility:community' });
    await until(() => ana.sees(chat).find(cancels));
    await made(() => ana.sees(chat));
  });

  it('a channel gets clips of its posts, and only its admins press their buttons', async () => {
    const { ana, orderOf } = await stage();
    const ben = await onTelegram(chats());
    const cleo = await onTelegram(chats());
    const chat = chats().telegram.group({ type: 'channel', admins: [ana, cleo], botAdmin: true });
    await ana.send(photo, { chat, caption: 'only news' });
    await ana.send(photo, { chat, caption: '/animate zoom visibility:community' });
    await until(() => ana.sees(chat).find(cancels));
    const first = await latestJob(chats(), `telegram:${chat.id}`);
    await finish(chats(), first);
    const clip = await until(() => ana.sees(chat).find(({ media }) => media?.kind === 'video'));
    expect(await pressTold(ben, clip, buttonNamed(clip, 'Reroll'))).toContain(said('failures.not_manager'));
    expect(await latestJob(chats(), `telegram:${chat.id}`)).toBe(first);
    // What one admin makes of it is the channel's too, so another may change that.
    ana.press(clip, buttonNamed(clip, 'Reroll'));
    await until(() => ana.sees(chat).find((one) => cancels(one)));
    await finish(chats(), await latestJob(chats(), `telegram:${chat.id}`));
    const rerolled = await until(() =>
      ana.sees(chat).find((one) => one.media?.kind === 'video' && one !== clip),
    );
    cleo.press(rerolled, buttonNamed(rerolled, 'Edit'));
    const question = await until(() =>
      ana.sees(chat).find(({ text }) => text.includes(said('chat.new-motion'))),
    );
    cleo.reply(question, 'pan left');
    await until(() => ana.sees(chat).find((one) => cancels(one)));
    const second = await latestJob(chats(), `telegram:${chat.id}`);
    expect((await orderOf(second))?.prompt).toBe('pan left');
    await finish(chats(), second);
    // Where new clips are private, they are sent to the admin who presses.
    const shown = ana.sees(chat).length;
    await ana.text('/settings new-clips:private', { chat });
    await until(() => ana.sees(chat).length > shown);
    ana.press(clip, buttonNamed(clip, 'Reroll'));
    await until(() => ana.sees().find(cancels));
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

  it('somebody whose photo it isn’t is called by name, and is asked alone when they edit it', async () => {
    const { ana, made } = await stage();
    const ben = await onTelegram(chats());
    const chat = chats().telegram.group();
    const sent = await ben.send(photo, { chat });
    ana.text('/animate@photoplay_bot zoom visibility:community', { chat, replyTo: sent });
    const clip = await made(() => ana.sees(chat));
    expect(clip.text.startsWith('Ana · ')).toBe(true);
    expect(clip.entities[0]).toMatchObject({ type: 'text_mention', offset: 0, length: 3 });
    ana.press(clip, buttonNamed(clip, 'Edit'));
    const question = await until(() => ana.sees(chat).find(({ forceReply }) => forceReply));
    expect(question.forceReply).toEqual([ana.user.id]);
    expect(question.text).toBe(`✏️ Ana · ${said('chat.new-motion')}`);
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
      ana.sees().find(({ text }) => text.includes(said('replies.ask-consent', { question: 'voice' }))),
    );
    await ana.send(photo, { as: 'voice' });
    await until(() => ana.sees().find(({ text }) => text === said('chat.voice-without-photo')));
  });

  it('what somebody else wrote under a forwarded photo is no prompt', async () => {
    const { ana } = await stage();
    const ben = await onTelegram(chats());
    await ana.send(photo, { caption: 'slow zoom', forwards: ben.user });
    await until(() => ana.sees().find(({ text }) => text === said('chat.ask')));
  });

  it('words after a photo are meant for it while its menu is open, with what was chosen there', async () => {
    const { ana, job, made, orderOf } = await stage();
    const sent = await ana.send(photo);
    const menu = await until(() => ana.sees().find(({ text }) => text === said('chat.ask')));
    ana.press(menu, buttonNamed(menu, 'Spoiler'));
    await until(() => buttonsOf(menu).some(({ text }) => text.startsWith('✓')));
    ana.text('slow zoom caption:"Good night"');
    await until(() => cancels(menu));
    const post = [{ kind: 'caption', text: 'Good night' }];
    expect(await orderOf(await job())).toMatchObject({ prompt: 'slow zoom', post });
    const clip = await made();
    expect([clip.replyTo, clip.media?.spoiler]).toEqual([sent, true]);
    const missing = () => ana.sees().filter(({ text }) => text === said('chat.not-photo')).length;
    ana.text('and thanks');
    await until(() => missing() === 1);

    await ana.send(photo);
    await until(() => ana.sees().filter(({ text }) => text === said('chat.ask')).length === 1);
    ana.text('/forget');
    const asked = await until(() =>
      ana.sees().find((one) => JSON.stringify(one.keyboard).includes('forget:')),
    );
    ana.press(asked, buttonNamed(asked, 'Delete everything'));
    await until(() => ana.sees().find(({ text }) => text.startsWith('Done.')));
    ana.text('slow zoom');
    await until(() => missing() === 2);
  });

  it('a photo quoted from another chat can be animated', async () => {
    const { ana, made } = await stage();
    const ben = await onTelegram(chats());
    const elsewhere = chats().telegram.group();
    const sent = await ben.send(photo, { chat: elsewhere });
    ana.text('slow zoom', { quotes: sent });
    expect((await made()).text).toContain('slow zoom');
  });
});
