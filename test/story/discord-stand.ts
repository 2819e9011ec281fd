import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { type Probe, probe } from '../../src/media/probe.ts';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { discordPeople, secretWish } from './discord-parts.ts';
import { type Service, startService } from './service.ts';

/** The real service in a process of its own against the strict local Discord, for all stories of a file. */
export const discordStand = (
  settings: Record<string, string> | ((discord: Discord) => Record<string, string>) = {},
) => {
  // A story films several clips, and machines may be busy.
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });
  let folder = '';
  let discord: Discord;
  let service: Service;
  let log = '';

  /** A process that has just begun may be too late with its first answer where much else goes on: stories begin after it. */
  const answers = async (): Promise<void> => {
    const visitor = discord.person('Visitor');
    const standing = { channel: discord.directChannel(visitor.user) };
    for (let heard = false; !heard; ) {
      const act = await visitor.command('help', {}, standing);
      await until(() => discord.state.called.some(({ path }) => path.includes(act.id)));
      heard = act.acknowledgedAt !== null;
    }
  };
  const start = async (): Promise<void> => {
    const more = typeof settings === 'function' ? settings(discord) : settings;
    const own = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      ATTACHMENT_HOSTS: [discord.cdnHost, more['ATTACHMENT_HOSTS'] ?? []].flat().join(','),
    };
    service = await startService(folder, { ...more, ...own }, 'Discord, as ', (text) => {
      log += text;
    });
    if (discord.gateway.identified > 0) await answers();
  };
  const stop = async (): Promise<void> => expect(await service.stop()).toBe(0);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-story-'));
    discord = await startDiscord();
    await start();
  });
  afterEach(() => {
    expect(discord.state.complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await stop();
    const secrets = [discord.token, 'token-', secretWish, 'grandmother', '/attachments/', 'photos/'];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    expect(log).not.toContain('unforeseen');
    await discord.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return {
    ...discordPeople(() => discord),
    get discord() {
      return discord;
    },
    get log() {
      return log;
    },
    /** What the service has told on its own screen since it started. */
    get said() {
      return service.said;
    },
    /** Where a path of the service's own is. */
    address: (path: string): string => `${/ready at (\S+)/.exec(service.said)?.[1]}${path}`,
    /** Has Discord bring interactions to the service by HTTP. */
    listen: async (): Promise<void> => {
      const [, url] = /ready at (\S+)/.exec(service.said) ?? [];
      await discord.interactionsAt(`${url}/webhooks/discord`);
      await answers();
    },
    restart: async (): Promise<void> => {
      await stop();
      await start();
    },
    /** The bytes of an attachment as a player would see them. */
    watch: async (message: Message): Promise<Probe> => {
      const [attachment] = message.attachments;
      const file = join(folder, `seen-${attachment?.id}.mp4`);
      const stored = discord.state.files.get(attachment?.id ?? '');
      if (stored === undefined) throw new Error('nothing attached');
      await writeFile(file, stored.bytes);
      return probe(file);
    },
  };
};
