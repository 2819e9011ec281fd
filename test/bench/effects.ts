import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { effects } from '../../effects/all.ts';
import type { Order } from '../../src/core/order.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { route } from '../../src/jobs/route.ts';
import { unfenced } from '../peers/fence.ts';
import { order } from '../store/rows.ts';
import { costOf, median, tell } from './figures.ts';
import { asMp4, zoompan } from './zoompan.ts';

type Case = {
  readonly name: string;
  readonly effect: string;
  readonly photo: string;
  /** Seconds it may take for each second of zoompan. */
  readonly limit: number;
  readonly changes?: Partial<Order>;
};

const cases: readonly Case[] = [
  { name: 'parallax, one sheet', effect: 'parallax', photo: 'macro-dandelion.jpg', limit: 1.5 },
  { name: 'parallax, two layers', effect: 'parallax', photo: 'portrait-astronaut.jpg', limit: 2.2 },
  {
    name: 'old-photo, no repair',
    effect: 'old-photo',
    photo: 'portrait-astronaut.jpg',
    limit: 2.5,
    changes: { repair: 'off' },
  },
  {
    name: 'old-photo, full repair',
    effect: 'old-photo',
    photo: 'portrait-astronaut.jpg',
    limit: 4,
    changes: { repair: 'full' },
  },
  { name: 'dance', effect: 'dance', photo: 'portrait-astronaut.jpg', limit: 4 },
  { name: 'melt', effect: 'melt', photo: 'portrait-astronaut.jpg', limit: 4 },
  { name: 'inflate', effect: 'inflate', photo: 'product-coffee.jpg', limit: 4 },
];

const rounds = 3;
const size = { width: 1280, height: 720 };
const never = new AbortController().signal;

/** What 4 s of 720p cost for each kind of effect, with the analysis of the photo, against ffmpeg zoompan 4× in the same run. */
export const benchEffects = async (): Promise<void> => {
  const engine = createLocalEngine({ name: 'ffmpeg', path: 'ffmpeg' });
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const at = (name: string): string => join(folder, name);
  try {
    for (const { name, effect, photo, limit, changes } of cases) {
      await sharp(join('test/fixtures/photos', photo))
        .resize(size.width, size.height, { fit: 'cover', position: 'top' })
        .jpeg({ quality: 92 })
        .toFile(at('photo.jpg'));
      const asked: Order = { ...order, seconds: 4, resolution: '720p', ratio: 'photo', effect, ...changes };
      const [plan] = route({ engines: [engine], effects }, asked, 7, [size]);
      const context = {
        photos: [at('photo.jpg')],
        output: at('clip.mp4'),
        signal: never,
        onProgress: () => {},
      };
      const ratios: number[] = [];
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const operation = await engine.start(plan, { ...context, fence: unfenced, idempotencyKey: 'bench' });
        const ours = await costOf(() => engine.collect(operation, context));
        const theirs = await costOf(() => zoompan(at('photo.jpg'), at('zoompan.mp4'), asMp4));
        ratios.push(ours.wall / theirs.wall);
        seconds.push(ours.wall);
      }
      const ratio = median(ratios);
      tell(name, {
        'ratio to zoompan 4×': ratio,
        limit,
        verdict: ratio <= limit ? 'met' : 'missed',
        s: median(seconds),
      });
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};
