import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startChat } from '../peers/chat.ts';
import { anyFilm } from '../peers/comfyui/movie.ts';
import { type ComfyuiPeer, startComfyui } from '../peers/comfyui/server.ts';
import { postgresAvailable, startPostgres } from '../peers/postgres.ts';
import { redisAvailable, startRedis } from '../peers/redis.ts';
import { rules, strangersOn, words } from './comfyui-rules.ts';
import { scale } from './scale.ts';
import { storm } from './storm.ts';

const patience = 400_000;
const jobs = 300 * scale;
const kills = 12 * scale;

const clean: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of clean.splice(0).reverse()) await close();
});

const filesIn = async (folder: string): Promise<Buffer[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const clips = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.mp4'));
  return Promise.all(clips.map(({ parentPath, name }) => readFile(join(parentPath, name))));
};

describe.runIf(redisAvailable() && postgresAvailable())(
  'workers killed while ComfyUI servers misbehave',
  () => {
    it(
      `lose none of ${jobs} jobs, touch no stranger and let no words out`,
      async () => {
        const folder = await mkdtemp(join(tmpdir(), 'photoplay-chaos-'));
        clean.push(() => rm(folder, { recursive: true, force: true }));
        const redis = await startRedis();
        clean.push(redis.stop);
        const postgres = await startPostgres();
        clean.push(postgres.stop);
        const chat = await startChat({ failEvery: 25 });
        clean.push(chat.close);
        const peers: (ComfyuiPeer & { strangers: ReturnType<typeof strangersOn> })[] = [];
        for (let count = 0; count < 3; count += 1) {
          const peer = await startComfyui({ run: 10, film: anyFilm(), rules });
          clean.push(peer.close);
          peers.push({ ...peer, strangers: strangersOn(peer) });
        }
        const begun = performance.now();
        const after = await storm(
          {
            ...{ folder, database: postgres.url, redis: redis.url, chat: chat.url, jobs, words },
            provider: { kind: 'comfyui', url: peers.map(({ url }) => url).join(',') },
            ...{ model: null, concurrency: 6, here: null },
          },
          {
            ...{ workers: 3, kills, patience },
            onKill: async (kill) => {
              const { strangers } = peers[kill % peers.length] ?? {};
              if (kill % 3 === 0) strangers?.restart();
            },
            onCount: (_worker, { done }) => {
              for (const { strangers } of peers) if (strangers.count < done / 10) strangers.send();
            },
          },
        );
        await vi.waitFor(
          () => expect(peers.some(({ strangers }) => strangers.waiting())).toBe(false),
          20_000,
        );
        const clips = await filesIn(folder);
        const figures = {
          lost: jobs - after.succeeded,
          failed: after.end.failed,
          crashes: after.crashes,
          touched: peers.flatMap(({ strangers }) => strangers.touched()),
          clipsWithWords: clips.filter((clip) => clip.includes('grandmother')).length,
          posted: new Set(chat.messages.map(({ channel }) => channel)).size,
          postedTwice: chat.messages.length - new Set(chat.messages.map(({ channel }) => channel)).size,
          queuedTwice: peers.flatMap(({ begun }) => [...begun().values()]).filter((count) => count > 1)
            .length,
        };
        const seconds = Math.round((performance.now() - begun) / 1_000);
        const more = {
          ...{ kills, seconds, clips: clips.length },
          strangers: peers.reduce((sum, { strangers }) => sum + strangers.count, 0),
          prompts: peers.reduce((sum, { submitted }) => sum + submitted.length, 0),
        };
        console.log(`chaos at ComfyUI: ${JSON.stringify({ ...figures, ...more })}`);
        expect(clips.length).toBeGreaterThanOrEqual(jobs);
        expect(figures).toEqual({
          ...{ lost: 0, failed: [], crashes: 0, touched: [], clipsWithWords: 0, posted: jobs },
          ...{ postedTwice: 0, queuedTwice: 0 },
        });
      },
      2 * patience,
    );
  },
);
