import sharp from 'sharp';
import { until } from '../peers/discord/person.ts';
import type { Person } from '../peers/telegram/person.ts';
import type { Telegram } from '../peers/telegram/telegram.ts';
import type { Chat, Message } from '../peers/telegram/world.ts';
import { buttonNamed, buttonsOf, photo } from '../story/telegram-parts.ts';
import type { Bubble, Screen } from './phone-page.ts';

type Phone = {
  readonly telegram: Telegram;
  readonly arrive: (language?: string) => Promise<Person>;
  readonly asked: (person: Person, line: string, chat?: Chat) => Promise<Message>;
  readonly clipIn: (person: Person, chat: Chat, seen?: readonly Message[]) => Promise<Message>;
  readonly drawAll: (messages: readonly (Message | Bubble)[]) => Promise<Bubble[]>;
};

const short = 'seconds:1 resolution:480p';

/** Screens that are rarer, each of somebody else. */
export const rareScreens = async (phone: Phone): Promise<Screen[]> => {
  const { arrive, asked, clipIn, drawAll, telegram } = phone;
  const cat = await photo('cat-chelsea.jpg');
  const portrait = await photo('portrait-astronaut.jpg');
  const made = async (caption: string) => {
    const ana = await arrive();
    const sent = await ana.send(cat, { caption: `${caption} ${short}` });
    return { ana, sent, clip: await clipIn(ana, ana.home) };
  };
  /** The newest message that somebody didn't see before they did something. */
  const after = async (person: Person, act: () => unknown, chat: Chat = person.home): Promise<Message> => {
    const known = person.sees(chat);
    act();
    return until(() => person.sees(chat).find((one) => !known.includes(one)));
  };

  const poor = async (): Promise<Bubble[]> => {
    const ana = await arrive();
    const bytes = await sharp(portrait.bytes).resize(150).jpeg({ quality: 60 }).toBuffer();
    const sent = await ana.send({ ...portrait, bytes }, { caption: `slow zoom ${short}` });
    return drawAll([sent, await until(() => ana.sees().find(({ replyTo }) => replyTo === sent))]);
  };
  const negative = async (): Promise<Bubble[]> => {
    const { clip, sent } = await made('slow zoom negative:blur model:local-2.5d');
    return drawAll([sent, clip]);
  };
  const report = async (): Promise<Bubble[]> => {
    const ana = await arrive();
    const ben = await arrive();
    const chat = telegram.group({ admins: [ben] });
    const sent = await ana.send(cat, { chat });
    ana.text(`/animate zoom-in ${short} visibility:community`, { chat, replyTo: sent });
    const clip = await clipIn(ben, chat);
    const drawn = await drawAll([sent, clip]);
    const more = buttonsOf(clip).find(({ text }) => text.includes('More'));
    if (more !== undefined) ben.press(clip, String(more['callback_data']));
    const how = await after(ben, () => ben.text('/report', { chat, replyTo: clip }), chat);
    await until(() => how.text !== '…');
    return [...drawn, ...(await drawAll([how]))];
  };
  const save = async (): Promise<Bubble[]> => {
    const { ana, clip } = await made('zoom-in');
    const question = await after(ana, () => ana.text('/save', { replyTo: clip }));
    const [before] = await drawAll([question]);
    const saved = await after(ana, () => ana.press(question, buttonNamed(question, 'GIF')));
    return [...(before === undefined ? [] : [before]), ...(await drawAll([saved]))];
  };
  const join = async (): Promise<Bubble[]> => {
    const { ana, clip } = await made('zoom-in');
    await ana.send(cat, { caption: `zoom-out ${short}` });
    const other = await clipIn(ana, ana.home, [clip]);
    const question = await after(ana, () => ana.text('/join', { replyTo: other }));
    const drawn = await drawAll([question]);
    ana.press(question, String(buttonsOf(question)[0]?.['callback_data']));
    return [...drawn, ...(await drawAll([await clipIn(ana, ana.home, [clip, other])]))];
  };
  const compare = async (): Promise<Bubble[]> => {
    const ana = await arrive();
    const chat = telegram.group({ admins: [ana] });
    const sent = await ana.send(cat, { chat });
    ana.text(`/animate zoom-in compare:zoom-out ${short} visibility:community`, { chat, replyTo: sent });
    const first = await clipIn(ana, chat);
    await until(() => ana.sees(chat).filter((one) => one.media?.kind === 'video').length === 3);
    const clips = ana.sees(chat).filter((one) => one !== first);
    return drawAll([first, ...clips]);
  };
  const several = async (): Promise<Bubble[]> => {
    const ana = await arrive();
    const [first] = await ana.album([cat, portrait, cat], { caption: `zoom-in ${short}` });
    const card = await until(() => ana.sees().find(({ text }) => text.includes('3 clips')));
    const drawn = await drawAll([...(first === undefined ? [] : [first]), card]);
    await until(() => ana.sees().find(({ text }) => text.includes('clips are ready')));
    return [...drawn, ...(await drawAll(ana.sees().slice(1)))];
  };
  const channel = async (): Promise<Bubble[]> => {
    const ana = await arrive();
    const chat = telegram.group({ type: 'channel', admins: [ana], botAdmin: true });
    const sent = await ana.send(cat, { chat, caption: `/animate zoom-in ${short}` });
    return drawAll([sent, await clipIn(ana, chat)]);
  };
  const own = async (): Promise<Bubble[]> => {
    const ana = await arrive();
    const lines = ['/defaults', '/defaults effect:breeze', '/presets', '/animate', '/join', '/save', 'hello'];
    const answers: Message[] = [];
    for (const line of lines) answers.push(await asked(ana, line));
    return drawAll(answers);
  };

  const blocked = async (): Promise<Bubble[]> => {
    const [ana, ben] = [await arrive(), await arrive()];
    const chat = telegram.group({ admins: [ana] });
    const sent = await ben.send(cat, { chat });
    const told = () => after(ana, () => ana.text('/block', { chat, replyTo: sent }));
    const said = [await told()];
    const refused = await after(
      ben,
      () => ben.text(`/animate zoom-in ${short}`, { chat, replyTo: sent }),
      chat,
    );
    said.push(await after(ana, () => ana.text('/block', { chat })));
    return drawAll([refused, ...said]);
  };
  const inGroup = async (): Promise<Bubble[]> => {
    const [ana, eva] = [await arrive(), telegram.person('Eva')];
    const chat = telegram.group({ admins: [ana], topics: ['Films'] });
    const topic = telegram.topic(chat, 'Films');
    const sent = await ana.send(cat, { chat, topic });
    ana.text(`/animate zoom-in ${short} visibility:community`, { chat, topic, replyTo: sent });
    const clip = await clipIn(ana, chat);
    const shown = await drawAll([clip]);
    const known = ana.sees(chat);
    eva.text(`/animate zoom-in visibility:private ${short}`, { chat, topic, replyTo: sent });
    const open = await until(() =>
      eva.sees(chat).find((one) => !known.includes(one) && one.keyboard?.[0]?.[0]?.['url']),
    );
    const form = await asked(ana, '/settings', chat);
    const settings = await drawAll([open, form]);
    ana.press(form, buttonNamed(form, 'Topics'));
    await until(() => form.edits.length > 0);
    const topics = await drawAll([form]);
    ana.press(form, buttonNamed(form, 'Back'));
    await until(() => form.edits.length > 1);
    ana.press(form, buttonNamed(form, 'Block words'));
    const words = await until(() => ana.sees(chat).find(({ forceReply }) => forceReply));
    return [...shown, ...settings, ...topics, ...(await drawAll([words]))];
  };
  const inline = async (): Promise<Bubble[]> => {
    const { ana, clip } = await made('zoom-in');
    const menu = await after(ana, () => ana.press(clip, buttonNamed(clip, 'Share')));
    ana.press(menu, buttonNamed(menu, 'Publish'));
    const question = await until(() => ana.sees().find(({ text }) => text.includes('Publish this clip')));
    const asking = await drawAll([question]);
    ana.press(question, buttonNamed(question, 'Publish'));
    const published = await until(() => ana.sees().find(({ text }) => text.includes('in the gallery')));
    const chat = telegram.group({ admins: [ana] });
    ana.text('/preset Autumn effect:zoom-in');
    await until(() => ana.sees().find(({ text }) => text.includes('Autumn')));
    const drawn = await drawAll([published]);
    const query = ana.inline('');
    const { results } = await until(() => query.answer);
    const posted = results.map((result) => ana.choose(query, result, { chat }));
    return [...asking, ...drawn, ...(await drawAll(posted))];
  };
  const wrong = async (): Promise<Bubble[]> => {
    const { ana, clip } = await made('zoom-in');
    const drawn = await drawAll([await after(ana, () => ana.text('/export', { replyTo: clip }))]);
    for (const caption of ['effect:paralax', 'secnds:3 zoom', 'last:on zoom-in', 'effect:hug'])
      drawn.push(...(await drawAll([await after(ana, () => void ana.send(cat, { caption }))])));
    drawn.push(...(await drawAll([await after(ana, () => void ana.send(cat, { as: 'sticker' }))])));
    drawn.push(...(await drawAll([await after(ana, () => void ana.send(cat, { as: 'voice' }))])));
    const deleting = await after(ana, () => ana.text('/delete', { replyTo: clip }));
    return [...drawn, ...(await drawAll([deleting]))];
  };

  const played: readonly (readonly [string, string, () => Promise<Bubble[]>])[] = [
    ['poor', 'A photo that is too small', poor],
    ['negative', 'Not wanted', negative],
    ['report', 'A report', report],
    ['save', 'Saved as a file', save],
    ['join', 'Joined', join],
    ['compare', 'Compared', compare],
    ['several', 'Several photos', several],
    ['channel', 'In a channel', channel],
    ['own', 'Personal settings', own],
    ['blocked', 'Blocked in a group', blocked],
    ['group', 'A topic, settings and who never opened the bot', inGroup],
    ['inline', 'Published, and sent in any chat', inline],
    ['wrong', 'Export of one, slips and Delete', wrong],
  ];
  const screens: Screen[] = [];
  for (const [name, title, play] of played) {
    const bubbles = await play().catch((error: unknown) => {
      console.error(name, error);
      return [];
    });
    screens.push({ name, title, bubbles });
  }
  return screens;
};
