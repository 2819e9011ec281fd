import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../peers/discord/person.ts';
import type { Person } from '../peers/telegram/person.ts';
import { startTelegram, type Telegram } from '../peers/telegram/telegram.ts';
import type { Message, Query } from '../peers/telegram/world.ts';
import { type BenchBot, bots, cases, percentiles, startBot } from './bot-process.ts';
import { tell } from './figures.ts';

const crowd = 200;
const backlog = 1_000;

const people = (telegram: Telegram, count: number): Person[] =>
  Array.from({ length: count }, (_, index) => {
    const person = telegram.person(`Person ${index}`);
    person.user.started = true;
    return person;
  });

/** Milliseconds until each of some presses is answered. */
const pressTimes = async (pressed: readonly (() => Query)[]): Promise<number[]> => {
  const began = performance.now();
  const queries = pressed.map((press) => press());
  return Promise.all(
    queries.map(async (query) => {
      await until(() => query.answer, 60);
      return performance.now() - began;
    }),
  );
};

/**
 * Milliseconds from each photo to the first message that answers it, and from each press on its menu to the answer.
 * `working`: clips are rendered meanwhile.
 */
const answerTimes = async (telegram: Telegram, bot: BenchBot, working: boolean) => {
  let used = 0;
  const each = (): number => {
    const before = used;
    used = bot.processor();
    return (used - before) / crowd;
  };
  // What Telegram lets a bot write in a second would hide how fast we are.
  telegram.state.limited = false;
  const bytes = await readFile('test/fixtures/photos/cat-chelsea.jpg');
  const photo = { name: 'cat.jpg', type: 'image/jpeg', bytes };
  if (working) {
    const busy = people(telegram, 4);
    for (const person of busy) await person.send(photo, { caption: 'seconds:10 resolution:480p' });
    await until(() => busy.every((person) => person.sees().some(({ text }) => text.includes('Seed'))));
  }
  each();
  const asking = people(telegram, crowd);
  const sent = await Promise.all(asking.map((person) => person.send(photo)));
  await until(() => asking.every((person) => person.sees().length > 0), 120);
  const forPhotos = each();
  const menus = asking.flatMap((person) => person.sees()[0] ?? []);
  const more = (menu: Message): string => String(menu.keyboard?.[1]?.at(-1)?.['callback_data']);
  const pressed = asking.map((person, index) => () => {
    const menu = menus[index];
    if (menu === undefined) throw new Error('no menu');
    return person.press(menu, more(menu));
  });
  const presses = await pressTimes(pressed);
  const photos = menus.map(({ at }, index) => at - (sent[index]?.at ?? 0));
  return {
    photos: { ...percentiles(photos), 'processor ms each': forPhotos },
    presses: { ...percentiles(presses), 'processor ms each': each() },
  };
};

/** Seconds until everybody who wrote while the bot was away has an answer, and how often it was told to wait. */
const drain = async (telegram: Telegram, start: () => Promise<BenchBot>) => {
  telegram.state.limited = true;
  const waiting = people(telegram, backlog);
  const asking = new Set(waiting.map(({ home }) => home));
  telegram.state.clock.advance(-60_000);
  for (const person of waiting) person.text('/help');
  telegram.state.clock.advance(60_000);
  const from = telegram.state.called.length;
  const bot = await start();
  const began = performance.now();
  const answered = () =>
    telegram.state.messages.filter(({ from, chat }) => from === null && asking.has(chat));
  await until(() => answered().length >= backlog, 300);
  const seconds = (performance.now() - began) / 1_000;
  const calls = telegram.state.called.slice(from);
  await bot.stop();
  return { seconds, refused: calls.filter(({ status }) => status === 429).length };
};

/** How soon Telegram is answered when many ask at once, promised within 300 ms, and how a backlog drains. */
export const benchTelegram = async (): Promise<void> => {
  for (const [name, who, working] of cases) {
    const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
    const telegram = await startTelegram();
    const settings = { DATA_DIR: folder, TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
    const start = () => startBot(bots[who], settings);
    try {
      const bot = await start();
      const times = await answerTimes(telegram, bot, working);
      await bot.stop();
      for (const [what, all] of Object.entries(times))
        tell(`telegram, ${crowd} ${what} at once: ${name}`, all);
      if (!working) continue;
      const { refused, seconds } = await drain(telegram, start);
      tell(`telegram, ${backlog} updates after a pause`, { 'answered s': seconds, 'told to wait': refused });
    } finally {
      await telegram.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
};
