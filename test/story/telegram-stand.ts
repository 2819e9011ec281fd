import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type Probe, probe } from '../../src/media/probe.ts';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import type { Fault } from '../peers/telegram/faults.ts';
import type { Person, Photo } from '../peers/telegram/person.ts';
import { startTelegram, type Telegram } from '../peers/telegram/telegram.ts';
import type { Button, Chat, Message } from '../peers/telegram/world.ts';
import { freePort } from '../peers/test-servers.ts';
import { type Service, startService } from './service.ts';

/** Words that people write in these stories, and that no log may repeat. */
export const secretWish = 'slow zoom on grandmother';

/** What is said to people on Telegram, as it is shipped. */
export const said = messagesFor('en', 'telegram').format;

/** As little film as possible, as people write it. */
export const short = 'seconds:1 resolution:480p';

export const photo = async (name: string, more: Partial<Photo> = {}): Promise<Photo> => ({
  name: basename(name),
  type: 'image/jpeg',
  bytes: await readFile(resolve('test/fixtures/photos', name)),
  ...more,
});

export const buttonsOf = (message: Message): readonly Button[] => message.keyboard?.flat() ?? [];

/** The data of a button by the words on it. */
export const buttonNamed = (message: Message, label: string): string => {
  const found = buttonsOf(message).find(({ text }) => text.includes(label));
  if (typeof found?.['callback_data'] !== 'string')
    throw new Error(`no ${label} among ${buttonsOf(message).map(({ text }) => text)}`);
  return found['callback_data'];
};

/** Presses Delete and, when asked whether forever, again. */
export const deleteIt = async (person: Person, message: Message): Promise<void> => {
  person.press(message, buttonNamed(message, 'Delete'));
  await until(() => buttonsOf(message).some(({ text }) => text.includes(said('buttons.delete'))));
  person.press(message, buttonNamed(message, said('buttons.delete')));
  await until(() => message.deleted);
};

const isClip = ({ media }: Message): boolean => media?.kind === 'video';

/** The real service in a process of its own against the strict local Telegram, for all stories of a file. */
export const telegramStand = (
  way: 'polling' | 'webhook' = 'polling',
  settings: Record<string, string> = {},
) => {
  // A story films several clips, and machines may be busy.
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });
  let folder = '';
  let telegram: Telegram;
  let service: Service;
  let port = 0;
  let log = '';

  const start = async (more: Record<string, string> = {}): Promise<void> => {
    const hooked =
      way === 'webhook'
        ? { PUBLIC_URL: 'https://photoplay.example', TELEGRAM_WEBHOOK_SECRET: 'knock-knock_1' }
        : {};
    const own = { PORT: String(port), TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url };
    service = await startService(
      folder,
      { ...own, ...hooked, ...settings, ...more },
      'Telegram, as ',
      (text) => {
        log += text;
      },
    );
  };
  const stop = async (): Promise<void> => expect(await service.stop()).toBe(0);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-story-'));
    port = await freePort();
    telegram = await startTelegram({ tunnel: `http://127.0.0.1:${port}` });
    await start();
  });
  afterEach(async () => {
    const { clock, queries } = telegram.state;
    const open = () =>
      [...queries.values()].filter(({ answer, at }) => answer === null && clock.now() - at < 60_000);
    await until(() => open().length === 0, 100);
    expect(telegram.state.complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await stop();
    const secrets = [
      telegram.token,
      secretWish,
      'grandmother',
      '/file/bot',
      'photos/file_',
      'documents/file_',
    ];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    expect(log).not.toContain('unforeseen');
    await telegram.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return {
    get telegram() {
      return telegram;
    },
    get log() {
      return log;
    },
    start,
    stop,
    /** Ends the service the hard way. */
    kill: (): Promise<void> => service.kill(),
    restart: async (): Promise<void> => {
      await stop();
      await start();
    },
    /** Somebody who has opened the bot and read what it says. */
    ana: async (more: { language?: string } = {}): Promise<Person> => {
      const ana = telegram.person('Ana', more);
      ana.start();
      await until(() => ana.sees().length > 0);
      return ana;
    },
    seedOf: ({ text }: Message): string => /Seed (\d+)/.exec(text)?.[1] ?? '',
    /** The bytes of a clip as a player would see them. */
    watch: async ({ media }: Message): Promise<Probe> => {
      if (media === null) throw new Error('nothing attached');
      const file = join(folder, `seen-${media.file.unique}.mp4`);
      await writeFile(file, media.file.bytes);
      return probe(file);
    },
    /** Lets no clip into a chat until what it gives is called. */
    holdClips: (chat: Chat): (() => void) => {
      let release = (): void => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      const fault: Fault = {
        matches: (method, id) => method === 'sendVideo' && id === chat.id,
        happens: 'before',
        answer: { kind: 'held', until },
        times: Number.POSITIVE_INFINITY,
      };
      telegram.state.faults.push(fault);
      return () => {
        fault.times = 0;
        release();
      };
    },
    /** The message of a clip that somebody can see, waited for. */
    clipIn: (messages: () => Message[], seen: readonly Message[] = []): Promise<Message> =>
      until(() => messages().find((message) => isClip(message) && !seen.includes(message)), 100),
    clipsIn: (messages: readonly Message[]): Message[] => messages.filter(isClip),
    /** Waits until nothing of somebody's is waiting or running any more, as they are told. */
    idle: async (person: Person): Promise<void> => {
      for (let asked = 0; asked < 300; asked++) {
        const question = person.text('/queue');
        const answer = await until(() => person.sees().find(({ replyTo }) => replyTo === question));
        if (answer.text.includes(said('replies.queue-empty'))) return;
        await wait(200);
      }
      throw new Error('something is still under way');
    },
    /** What is said in answer, waited for, by words in it. */
    told: (messages: () => Message[], words: string | RegExp, seconds = 60): Promise<Message> =>
      until(
        () =>
          messages().find(({ text }) =>
            typeof words === 'string' ? text.includes(words) : words.test(text),
          ),
        seconds,
      ),
  };
};
