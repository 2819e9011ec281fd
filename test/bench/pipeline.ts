import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { parallax } from '../../effects/parallax.ts';
import { createLocalEngine } from '../../src/engines/local/local-engine.ts';
import { route } from '../../src/jobs/route.ts';
import { checkClip } from '../../src/media/finish.ts';
import { intakePicture } from '../../src/media/intake.ts';
import { unfenced } from '../peers/fence.ts';
import { order } from '../store/rows.ts';
import { type Cost, costOf, median, tell } from './figures.ts';
import { asMp4, zoompan } from './zoompan.ts';

const rounds = 5;
const never = new AbortController().signal;

/** A photo as a camera gives it: 16 megapixels of JPEG. */
const makePhoto = (path: string): Promise<unknown> =>
  sharp('test/fixtures/photos/macro-dandelion.jpg').resize(5312, 2988).jpeg({ quality: 90 }).toFile(path);

/** Photo → 4 s, 24 fps, 720p parallax clip, from camera file to finished MP4 with thumbnail, against ffmpeg zoompan 4×. */
export const benchPipeline = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const at = (name: string): string => join(folder, name);
  const encoder = { name: 'ffmpeg', path: 'ffmpeg' } as const;
  const engine = createLocalEngine(encoder);
  const parts = { intake: [] as Cost[], film: [] as Cost[], finish: [] as Cost[], zoompan: [] as Cost[] };
  const ours = async (): Promise<void> => {
    let photo = { width: 0, height: 0 };
    const taken = await costOf(async () => {
      photo = await intakePicture(at('camera.jpg'), at('kept.jpg'));
    });
    const [plan] = route({ engines: [engine], effects: [parallax] }, order, 7, [photo]);
    const context = { photos: [at('kept.jpg')], output: at('ours.mp4'), signal: never, onProgress: () => {} };
    const operation = await engine.start(plan, { ...context, fence: unfenced, idempotencyKey: 'bench' });
    parts.intake.push(taken);
    parts.film.push(await costOf(() => engine.collect(operation, context)));
    parts.finish.push(
      await costOf(() => checkClip(encoder, at('ours.mp4'), at('poster.jpg'), 'medium', never)),
    );
  };
  try {
    await makePhoto(at('camera.jpg'));
    await ours();
    for (const list of Object.values(parts)) list.length = 0;
    for (let round = 0; round < rounds; round++) {
      await ours();
      parts.zoompan.push(await costOf(() => zoompan(at('camera.jpg'), at('zoompan.mp4'), asMp4)));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  for (const measure of ['wall', 'processor'] as const) {
    const of = (part: readonly Cost[]): readonly number[] => part.map((cost) => cost[measure]);
    const [intakes, films, finishes] = [of(parts.intake), of(parts.film), of(parts.finish)];
    const ratios = of(parts.zoompan).map(
      (baseline, round) => ((intakes[round] ?? 0) + (films[round] ?? 0) + (finishes[round] ?? 0)) / baseline,
    );
    tell(`16 MP → 4 s 720p, ${measure}`, {
      'ratio to zoompan 4×': median(ratios),
      'intake s': median(intakes),
      'film s': median(films),
      'finish s': median(finishes),
      'zoompan s': median(of(parts.zoompan)),
    });
  }
};
