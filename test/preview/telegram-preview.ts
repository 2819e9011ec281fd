import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import type { Person } from '../peers/telegram/person.ts';
import { startTelegram } from '../peers/telegram/telegram.ts';
import type { Chat, Message } from '../peers/telegram/world.ts';
import { startService } from '../story/service.ts';
import { buttonNamed, buttonsOf, photo } from '../story/telegram-parts.ts';
import { type Bubble, bubbleOf, phonePage, type Screen } from './phone-page.ts';
import { frameOf, takePictures } from './pictures.ts';
import { rareScreens } from './rare-screens.ts';

// Plays real conversations on the local Telegram and shows them as a phone would: tsx test/preview/telegram-preview.ts [folder] [--rare]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rare: { type: 'boolean' } },
});
const folder = resolve(positionals[0] ?? 'gallery');
const work = await mkdtemp(join(tmpdir(), 'photoplay-preview-'));
// The service makes its database here itself.
await mkdir(join(work, 'data'));
const telegram = await startTelegram();
telegram.state.limited = false;

const draw = (message: Message): Promise<Bubble> =>
  bubbleOf(message, (bytes, id) => frameOf(work, bytes, id));
const drawAll = async (messages: readonly (Message | Bubble)[]): Promise<Bubble[]> =>
  Promise.all(messages.map((one) => ('chat' in one ? draw(one) : one)));

/** Somebody who has opened the bot. */
const arrive = async (language = 'en'): Promise<Person> => {
  const person = telegram.person('Ana', { language });
  person.start();
  await until(() => person.sees()[0]);
  return person;
};

/** What answers a line, once it is there. */
const asked = async (person: Person, line: string, chat: Chat = person.home): Promise<Message> => {
  const sent = person.text(line, { chat });
  return until(() => person.sees(chat).find(({ replyTo }) => replyTo === sent));
};

const clipIn = (person: Person, chat: Chat, seen: readonly Message[] = []): Promise<Message> =>
  until(() => person.sees(chat).find((one) => one.media?.kind === 'video' && !seen.includes(one)), 120);

const short = 'seconds:1 resolution:480p';

const languages = ['en', 'de', 'es', 'pt', 'ja'];

const clipScreens = async (language: string): Promise<Screen[]> => {
  const said = messagesFor(language, 'telegram').format;
  const ana = await arrive(language);
  const sent = await ana.send(await photo('portrait-astronaut.jpg'), { caption: `slow zoom & pan ${short}` });
  const card = await until(() =>
    ana.sees().find(({ keyboard }) => JSON.stringify(keyboard).includes('cancel:')),
  );
  const before = await drawAll([sent, card]);
  const clip = await clipIn(ana, ana.home);
  await until(() => sent.reaction === '👌');
  const done = await drawAll([sent, clip]);
  ana.press(clip, buttonNamed(clip, said('buttons.recipe')));
  const recipe = await until(() => ana.sees().find(({ text }) => text.includes('seed:')));
  const drawn = await draw(recipe);
  const known = ana.sees();
  ana.press(clip, buttonNamed(clip, said('buttons.share')));
  const shared = await draw(await until(() => ana.sees().find((one) => !known.includes(one))));
  ana.press(clip, buttonNamed(clip, said('buttons.edit')));
  const question = await until(() => ana.sees().find(({ forceReply }) => forceReply));
  const ways = await drawAll([shared, question]);
  return [
    { name: `card-${language}`, title: 'While it renders', bubbles: before },
    { name: `clip-${language}`, title: 'A clip', bubbles: done },
    { name: `recipe-${language}`, title: 'Its recipe', bubbles: [drawn] },
    { name: `buttons-${language}`, title: 'Share and edit', bubbles: ways },
  ];
};

const menuScreens = async (language: string): Promise<Screen[]> => {
  const ana = await arrive(language);
  const [first] = ana.sees();
  const sent = await ana.send(await photo('cat-chelsea.jpg'));
  const menu = await until(() => ana.sees().find((one) => one !== first && buttonsOf(one).length > 4));
  const start = await drawAll([...(first === undefined ? [] : [first]), sent, menu]);
  ana.press(menu, buttonNamed(menu, messagesFor(language, 'telegram').format('chat.more')));
  await until(() => menu.edits.length > 0);
  return [
    { name: `start-${language}`, title: 'The beginning', bubbles: start },
    { name: `effects-${language}`, title: 'All effects', bubbles: [await draw(menu)] },
  ];
};

const wordScreens = async (language: string): Promise<Screen[]> => {
  const ana = await arrive(language);
  const chat = telegram.group({ admins: [ana] });
  await ana.send(await photo('cat-chelsea.jpg'), { caption: short });
  await clipIn(ana, ana.home);
  const lines = [
    '/help',
    '/clips',
    '/queue',
    '/credits',
    '/effects',
    '/presets',
    '/defaults',
    '/privacy',
    '/export',
    '/forget',
    '/reroll',
    '/nothing',
  ];
  const answers: Bubble[] = [];
  for (const line of lines) answers.push(await draw(await asked(ana, line)));
  const settings = await draw(await asked(ana, '/settings', chat));
  return [
    { name: `words-${language}`, title: 'What is said', bubbles: answers },
    { name: `settings-${language}`, title: 'Group settings', bubbles: [settings] },
  ];
};

try {
  const settings = { TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
  const service = await startService(work, settings, 'Telegram, as ', () => {});
  const screens: Screen[] = [];
  try {
    if (values.rare) screens.push(...(await rareScreens({ telegram, arrive, asked, clipIn, drawAll })));
    else {
      for (const language of languages)
        for (const play of [menuScreens, clipScreens, wordScreens]) screens.push(...(await play(language)));
    }
  } finally {
    await service.stop();
  }
  await mkdir(folder, { recursive: true });
  const page = join(folder, 'telegram.html');
  await writeFile(page, phonePage(screens));
  const names = screens.map(({ name }) => name);
  await takePictures(page, names, 390, (name) => join(folder, `telegram-${name}.png`));
} finally {
  await telegram.close();
  await rm(work, { recursive: true, force: true });
}
