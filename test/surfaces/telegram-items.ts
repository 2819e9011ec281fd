import { expect } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Person, Sending } from '../peers/telegram/person.ts';
import type { Message } from '../peers/telegram/world.ts';
import { buttonNamed, buttonsOf, said } from '../story/telegram-parts.ts';
import { type Chats, finish, onTelegram, photo } from './chats.ts';
import { jobAt, orderOf } from './jobs-at.ts';

/** In whose name, and where, one asks on Telegram. */
export const telegramPlaces = [
  ...(['a private chat', 'a group', 'a topic', 'a channel'] as const),
  ...(['the name of a channel', 'an anonymous admin'] as const),
] as const;
type Place = (typeof telegramPlaces)[number];

const isClip = ({ media }: Message): boolean => media?.kind === 'video' || media?.kind === 'animation';
const cancels = ({ keyboard }: Message): boolean => JSON.stringify(keyboard).includes('cancel:');

const stageIn = async (chats: Chats, place: Place) => {
  const { telegram } = chats;
  // Each of these says more than Telegram takes in a minute.
  telegram.state.limited = false;
  const [ana, ben]: Person[] = [await onTelegram(chats), await onTelegram(chats)];
  if (ana === undefined || ben === undefined) throw new Error('nobody came');
  const alone = place === 'a private chat';
  const channel = place === 'a channel';
  const group = telegram.group({
    admins: [ana],
    // It reads what nobody calls it for, as admins do.
    botAdmin: true,
    ...(place === 'an anonymous admin' && { anonymous: [ana] }),
    ...(place === 'a topic' && { topics: ['Films'] }),
    ...(channel && { type: 'channel' }),
  });
  const chat = alone ? ana.home : group;
  const name = ({ 'the name of a channel': 'channel', 'an anonymous admin': 'group' } as const)[
    place as string
  ];
  const where = { chat, ...(place === 'a topic' && { topic: telegram.topic(group, 'Films') }) };
  const posted = { ...where, ...(name !== undefined && { name }) };
  const written = { ...where, ...(name !== undefined && { as: name }) };
  const sees = () => ana.sees(chat);
  /** Everything that Ana can see, wherever it is told her. */
  const told = (words: string, seen: readonly Message[] = []): Promise<Message> =>
    until(() => [...sees(), ...ana.sees()].find((one) => !seen.includes(one) && one.text.includes(words)));
  let job = '';
  const begun = async (): Promise<string> => {
    job = await jobAt(chats, { chat: chat.id }, job);
    return job;
  };
  /** The clip that comes of what somebody asked for. */
  const made = async (): Promise<Message> => {
    const known = sees();
    await finish(chats, await begun());
    return until(() => sees().find((one) => isClip(one) && !known.includes(one)));
  };
  const order = () => orderOf(chats, job);
  const words = (line: string): string =>
    alone ? line : `/animate@photoplay_bot ${line} visibility:community`;
  const asks = (line: string, more: Sending = {}) =>
    ana.send(photo, { ...posted, caption: words(line), ...more });
  const command = (line: string, more: Partial<typeof written> & { readonly replyTo?: Message } = {}) =>
    ana.text(alone ? line : line.replace(/^\/\w+/, '$&@photoplay_bot'), { ...written, ...more });
  const press = (message: Message, label: string) => ana.press(message, buttonNamed(message, label));
  const places = { alone, channel, place, chat, posted, written, named: name === 'channel' };
  return {
    chats,
    telegram,
    ana,
    ben,
    sees,
    told,
    begun,
    made,
    order,
    words,
    asks,
    command,
    press,
    ...places,
  };
};
type Stage = Awaited<ReturnType<typeof stageIn>>;

/** What Telegram has to offer, each played from what somebody does to what they see. */
export const telegramItems = {
  'a clip is made, made again and edited, where it was asked for': async (stage) => {
    const { ana, asks, command, made, named, posted, press, sees } = stage;
    await asks('slow zoom');
    const first = await made();
    // A channel presses nothing: its commands answer the clip.
    if (named) {
      command('/reroll', { replyTo: first });
      return void (await made());
    }
    press(first, 'Reroll');
    press(await made(), 'Edit');
    const question = await until(() => sees().find(({ text }) => text.includes(said('chat.new-motion'))));
    ana.reply(question, 'pan left');
    const third = await made();
    expect(third.text).toContain('pan left');
    if ('topic' in posted) expect(third.topic).toBe(posted.topic);
  },
  'settings are only those that mean something there': async (stage) => {
    const { alone, command, named, sees, told } = stage;
    command('/settings');
    if (alone || named)
      return void (await told(said(alone ? 'failures.no_community' : 'failures.not_manager')));
    const form = await until(() => sees().find((message) => buttonsOf(message).length > 2));
    const names = buttonsOf(form).map(({ text }) => text);
    for (const option of ['options.roles', 'options.channels', 'options.adults-only'] as const)
      expect(names).not.toContain(said(option));
    expect(names).toContain(said('options.topics'));
  },
  'a photo that comes late joins its album': async (stage) => {
    const { alone, ana, begun, chats, posted, press, sees } = stage;
    const album = `late-${posted.chat.id}`;
    await ana.album([photo, photo], { ...posted, album, caption: alone ? '' : stage.words('slow zoom') });
    if (alone) {
      const menu = await until(() =>
        sees().find(({ text }) => text === said('chat.ask-several', { count: 2 })),
      );
      await ana.send(photo, { ...posted, album });
      await until(() => menu.text === said('chat.ask-several', { count: 3 }));
      press(menu, 'Parallax');
      await finish(chats, await begun());
    } else {
      await finish(chats, await begun());
      await ana.send(photo, { ...posted, album });
      await finish(chats, await begun());
    }
    await until(() => sees().filter(isClip).length === (alone ? 4 : 3));
  },
  'words in reply to a clip change it, and a recipe is copied or used on another photo': async (stage) => {
    const { alone, ana, asks, command, made, named, order, press, posted, told, written } = stage;
    await asks('slow zoom seconds:2');
    const first = await made();
    const seed = (await order()).seed;
    ana.text(`${alone ? '' : '@photoplay_bot '}pan left`, { ...written, replyTo: first });
    await made();
    expect(await order()).toMatchObject({ prompt: 'pan left', seed });
    command('/reroll', { replyTo: first });
    await made();
    expect((await order()).seed).not.toBe(seed);
    press(first, 'Recipe');
    const recipe = await told('Effect:');
    const copy = buttonsOf(recipe).find(({ text }) => text.includes('Copy'))?.['copy_text'] as {
      text: string;
    };
    expect(copy.text).toMatch(/^\/animate effect:parallax prompt:"slow zoom" seed:\d+ seconds:2/);
    await ana.send(photo, {
      ...posted,
      caption: `${copy.text.replace('/animate', alone ? '/animate' : '/animate@photoplay_bot')} visibility:community`,
    });
    await made();
    expect(await order()).toMatchObject({ prompt: 'slow zoom', seconds: 2, seed });
    if (named) return;
    press(recipe, 'Use on my photo');
    const question = await told(said('chat.send-photo'));
    await ana.send(photo, { ...posted, chat: question.chat, replyTo: question });
  },
  'reactions say how far it is, and a clip has its buttons in rows and a quote': async (stage) => {
    const { asks, made, sees } = stage;
    const sent = await asks('<b>slow</b> & zoom', { spoiler: true });
    await until(() => sent.reaction === '👀');
    await until(() => sees().find(cancels));
    const clip = await made();
    await until(() => sent.reaction === '👌');
    expect(clip.replyTo).toBe(sent);
    expect(clip.text).toContain('<b>slow</b> & zoom');
    expect(clip.media).toMatchObject({ spoiler: true });
    expect(clip.entities.map(({ type }) => type)).toContain('expandable_blockquote');
    const rows = (clip.keyboard ?? []).map((row) => row.map(({ text }) => text).join(''));
    expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(32);
    expect(rows.at(-1)).toBe('🗑️ Delete');
  },
  'a voice message in reply to a photo is what the person says, and a clip comes as a GIF': async (stage) => {
    const { alone, ana, asks, begun, made, named, order, posted, press, told } = stage;
    await asks('gif:on slow zoom');
    expect((await made()).media?.kind).toBe('animation');
    const sent = await ana.send(photo, posted);
    const voice = { ...posted, as: 'voice', replyTo: sent } as const;
    await ana.send(photo, {
      ...voice,
      ...(!alone && { caption: '/animate@photoplay_bot visibility:community' }),
    });
    // Nobody can be asked who only speaks in the name of a channel.
    if (named) return void (await told(said('failures.cannot_ask')));
    press(await told(said('replies.ask-consent', { question: 'voice' })), said('buttons.confirm'));
    await begun();
    expect(await order()).toMatchObject({ effect: 'talking-head', sound: expect.any(String) });
  },
  'a changed caption changes the order, and what was written under a forwarded photo is no prompt': async (
    stage,
  ) => {
    const { alone, ana, asks, ben, begun, made, order, posted, sees, words } = stage;
    const sent = await asks('slow zoom');
    await until(() => sees().find(cancels));
    await begun();
    ana.edit(sent, words('pan left'));
    expect((await made()).text).toContain('pan left');
    expect((await order()).prompt).toBe('pan left');
    if (!alone) return;
    const quoted = await ben.send(photo, { chat: stage.telegram.group() });
    ana.text('tilt up', { quotes: quoted });
    expect((await made()).text).toContain('tilt up');
    await ana.send(photo, { ...posted, caption: 'slow zoom', forwards: ben.user });
    await until(() => sees().find(({ text }) => text === said('chat.ask')));
  },
  'one’s own data, defaults and presets are for people, and one’s own clips are found in any chat': async (
    stage,
  ) => {
    const { alone, ana, asks, command, made, named, posted, press, sees, telegram, told } = stage;
    await asks('slow zoom');
    const clip = await made();
    const person = !('name' in posted) && !stage.channel;
    command('/privacy');
    await told('Stored: your photos');
    if (person) {
      command('/export');
      await told(`export.zip?owner=telegram:${ana.user.id}`);
      command('/defaults seconds:2');
      await told('Seconds: 2 sec');
      command('/preset Soft effect:old-photo');
      await told('Saved as the preset Soft');
    } else {
      command('/defaults seconds:2');
      await told(said('failures.people_only'));
      command('/export');
      await told(named ? said('failures.people_only') : said('replies.ask-export'));
    }
    if (!person) return;
    press(clip, said('buttons.share'));
    press(
      await told('can see this clip.', alone ? [clip] : sees().filter(isClip)),
      said('buttons.share-public'),
    );
    press(await told(said('replies.ask-publish')), said('buttons.publish-yes'));
    await told('in the gallery');
    const query = ana.inline('');
    const { results } = await until(() => query.answer);
    const elsewhere = telegram.group();
    ana.choose(query, results.find(({ type }) => type === 'video') ?? {}, { chat: elsewhere });
    expect(ana.sees(elsewhere)[0]?.media?.file.unique).toBe(clip.media?.file.unique);
    command('/forget');
    press(await told('this Telegram account?'), 'Delete everything');
    await told('Done.');
  },
  'families of emoji and Persian stay as they were written': async ({ asks, made, order }) => {
    const prompt = '👨‍👩‍👧 می‌خواهم';
    await asks(prompt);
    expect((await made()).text).toContain(prompt);
    expect((await order()).prompt).toBe(prompt);
  },
} as const satisfies Readonly<Record<string, (stage: Stage) => Promise<void>>>;

/** Plays an item somewhere. */
export const playOnTelegram = async (
  chats: Chats,
  place: Place,
  item: keyof typeof telegramItems,
): Promise<void> => telegramItems[item](await stageIn(chats, place));
