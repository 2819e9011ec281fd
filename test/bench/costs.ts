import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parallax } from '../../effects/parallax.ts';
import type { Order } from '../../src/core/order.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { route } from '../../src/jobs/route.ts';
import { rendererOf } from '../engines/local/processes.ts';
import { unfenced } from '../peers/fence.ts';
import { order } from '../store/rows.ts';
import { type Cost, costOf, tell } from './figures.ts';

const never = new AbortController().signal;
const photo = 'test/fixtures/photos/macro-dandelion.jpg';

const peakMegabytes = (process: number): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1]) / 1_024;

type Filmed = Cost & { /** The renderer's resident memory, at its highest. */ readonly megabytes: number };

const film = async (clip: string, changes: Partial<Order>): Promise<Filmed> => {
  const engine = createLocalEngine({ name: 'ffmpeg', path: 'ffmpeg' });
  const size = { width: 2560, height: 1440 };
  const [plan] = route({ engines: [engine], effects: [parallax] }, { ...order, ...changes }, 7, [size]);
  let megabytes = 0;
  let renderer = 0;
  const onProgress = (fraction: number): void => {
    renderer ||= rendererOf(process.pid);
    if (fraction > 0.9) megabytes = peakMegabytes(renderer);
  };
  const context = { photos: [photo], output: clip, signal: never, onProgress };
  const operation = await engine.start(plan, { ...context, fence: unfenced, idempotencyKey: 'bench' });
  return { ...(await costOf(() => engine.collect(operation, context))), megabytes };
};

/** How a film's cost grows with its size and length, and the memory that its renderer needs. */
export const benchCosts = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const clip = join(folder, 'clip.mp4');
  try {
    const small = await film(clip, { resolution: '720p', seconds: 4 });
    const large = await film(clip, { resolution: '1080p', seconds: 4 });
    const long = await film(clip, { resolution: '720p', seconds: 10 });
    const both = await film(clip, { resolution: '1080p', seconds: 10 });
    for (const measure of ['wall', 'processor'] as const)
      tell(`local engine, ${measure}`, {
        '4 s 720p s': small[measure],
        '1080p to 720p': large[measure] / small[measure],
        '10 s to 4 s': long[measure] / small[measure],
      });
    tell('renderer at its peak, MB', {
      '4 s 720p': small.megabytes,
      '4 s 1080p': large.megabytes,
      '10 s 1080p': both.megabytes,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};
