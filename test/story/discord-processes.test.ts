import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres } from '../shared/ask.ts';
import { program } from '../terminal/program.ts';
import { buttonNamed, format, photo } from './discord-parts.ts';
import { short } from './discord-stand.ts';

describe.skipIf(!postgresAvailable())(
  'a bot and a worker in processes of their own',
  { timeout: 900_000 },
  () => {
    const photoplay = program();
    let discord: Discord;
    beforeAll(async () => {
      discord = await startDiscord();
    });
    afterAll(() => discord.close());

    const settings = async () => ({
      DATABASE_URL: await newPostgres(),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      ATTACHMENT_HOSTS: discord.cdnHost,
      LOG_LEVEL: 'warn',
      PORT: '0',
    });
    type Settings = Awaited<ReturnType<typeof settings>>;

    /** Starts a process of that role; resolves when it has said how it stands with Discord. */
    const start = async (ROLE: 'bot' | 'worker', more: Settings): Promise<ChildProcess> => {
      const child = photoplay.start(['start'], { ...more, ROLE });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (bytes) => {
          said += bytes;
        });
      const ready = ROLE === 'bot' ? 'Discord, as ' : 'off  Discord, because ROLE is worker';
      await until(() => {
        if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
        return said.includes(ready);
      });
      return child;
    };
    const kill = async (child: ChildProcess): Promise<void> => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    };

    it('answer and deliver, each without the other, and nothing comes twice', async () => {
      const more = await settings();
      const ana = discord.person('Ana');
      const standing = { channel: discord.channel(discord.guild('Home')) };
      const clips = (): Message[] =>
        ana.sees(standing.channel).filter(({ attachments }) => attachments.length > 0);
      // A job may be settled a moment after its clip has come.
      const nothingWaits = async (): Promise<void> => {
        for (let told = ''; !told.includes(format('replies.queue-empty')); ) {
          const asked = await ana.command('queue', {}, standing);
          told = (await until(() => (asked.original?.content ?? '') !== '' && asked.original)).content;
        }
      };
      const settled = async (count: number): Promise<void> => {
        await until(() => clips().length >= count);
        await nothingWaits();
        expect(clips()).toHaveLength(count);
      };

      let bot = await start('bot', more);
      const act = await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
      const card = await until(() => (act.original?.content ?? '') !== '' && act.original);
      await kill(bot);

      await start('worker', more);
      const [first] = await until(() => clips().length > 0 && clips());
      await until(() => card.deleted);
      expect(discord.gateway.identified).toBe(1);

      bot = await start('bot', more);
      await settled(1);
      const again = await ana.press(first as Message, buttonNamed(first as Message, 'Reroll'), standing);
      await until(() => (again.original?.content ?? '') !== '');
      await kill(bot);
      await start('bot', more);
      await until(() => again.original?.deleted);
      await settled(2);
      expect(discord.state.complaints).toEqual([]);
    });
  },
);
