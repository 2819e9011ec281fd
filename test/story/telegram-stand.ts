import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type Probe, probe } from '../../src/media/probe.ts';
import { until } from '../peers/discord/person.ts';
import { startTelegram, type Telegram } from '../peers/telegram/telegram.ts';
import type { Message } from '../peers/telegram/world.ts';
import { freePort } from '../peers/test-servers.ts';
import { type Service, startService } from './service.ts';
import { secretWish, telegramPeople } from './telegram-parts.ts';

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
    ...telegramPeople(() => telegram),
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
    /** The bytes of a clip as a player would see them. */
    watch: async ({ media }: Message): Promise<Probe> => {
      if (media === null) throw new Error('nothing attached');
      const file = join(folder, `seen-${media.file.unique}.mp4`);
      await writeFile(file, media.file.bytes);
      return probe(file);
    },
  };
};
