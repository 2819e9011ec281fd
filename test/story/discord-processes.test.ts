import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { redisAvailable } from '../peers/redis.ts';
import { newPostgres, newRedis } from '../shared/ask.ts';
import { program } from '../terminal/program.ts';
import { buttonNamed, format, hasClip, photo, short } from './discord-parts.ts';

describe.skipIf(!postgresAvailable() || !redisAvailable())(
  'bots and workers on machines of their own, with one Postgres, Redis and bucket',
  { timeout: 900_000 },
  () => {
    const photoplay = program();
    let discord: Discord;
    let bucket = '';
    let server: S3rver;
    let endpoint = '';
    beforeAll(async () => {
      discord = await startDiscord();
      bucket = await mkdtemp(join(tmpdir(), 'photoplay-bucket-'));
      server = new S3rver({
        ...{ directory: bucket, port: 0, address: '127.0.0.1', silent: true },
        configureBuckets: [{ name: 'clips', configs: [] }],
      });
      endpoint = `http://127.0.0.1:${(await server.run()).port}`;
    });
    afterAll(async () => {
      await discord.close();
      await server.close();
      await rm(bucket, { recursive: true });
    });

    const settings = async () => ({
      DATABASE_URL: await newPostgres(),
      REDIS_URL: (await newRedis()).url,
      ...{ S3_BUCKET: 'clips', S3_ENDPOINT: endpoint, S3_REGION: 'us-east-1' },
      ...{ AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      ATTACHMENT_HOSTS: discord.cdnHost,
      ...{ LOG_LEVEL: 'warn', PORT: '0', FACE_ANALYSIS: 'off', WORKERS: '1' },
    });
    type Settings = Awaited<ReturnType<typeof settings>>;

    let machines = 0;
    /** Starts a process of that role in a data folder of its own; resolves when it has said how it stands with Discord. */
    const start = async (ROLE: 'bot' | 'worker', more: Settings): Promise<ChildProcess> => {
      machines += 1;
      const child = photoplay.start(['start'], { ...more, ROLE, DATA_DIR: `machine-${machines}` });
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

    it('answer, render and deliver, each without the others, and nothing comes twice', async () => {
      const more = await settings();
      const ana = discord.person('Ana');
      const standing = { channel: discord.channel(discord.guild('Home')) };
      const clips = (): Message[] => ana.sees(standing.channel).filter(hasClip);
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

      const lost = await start('worker', more);
      await until(() => card.content.includes('Rendering'));
      await kill(lost);
      const worker = await start('worker', more);
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

      // A worker comes and another goes while four jobs wait.
      for (let count = 0; count < 4; count += 1)
        await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
      await start('worker', more);
      const left = once(worker, 'exit');
      worker.kill('SIGTERM');
      expect(await left).toEqual([0, null]);
      await settled(6);

      // What a machine has of a photo or a clip is a copy, removed within the hour.
      for (let machine = 1; machine <= machines; machine += 1) {
        const kept = await readdir(join(photoplay.folder, `machine-${machine}`), { recursive: true });
        const files = kept.filter((name) => /\.(?:mp4|jpe?g|png|webp)$/.test(name));
        expect(files.filter((name) => !name.startsWith('copies/'))).toEqual([]);
      }
      expect((await readdir(bucket, { recursive: true })).join()).toMatch(/\.mp4/);
      expect(discord.state.complaints).toEqual([]);
    });
  },
);
