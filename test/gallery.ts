import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import sharp from 'sharp';
import { effects } from '../effects/all.ts';
import type { Effect } from '../src/core/effect.ts';
import { createLocalEngine } from '../src/engines/local/local-engine.ts';
import { route } from '../src/jobs/route.ts';
import { intakePicture } from '../src/media/intake.ts';
import { unfenced } from './peers/fence.ts';
import { order } from './store/rows.ts';

// Contact sheets of every effect on every photo: tsx test/gallery.ts [folder] [--effect name] [--photos folder] [--frames 3]

const run = promisify(execFile);
const never = new AbortController().signal;
const encoder = { name: 'ffmpeg', path: 'ffmpeg' } as const;
const engine = createLocalEngine(encoder);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    effect: { type: 'string', multiple: true },
    photos: { type: 'string', default: 'test/fixtures/photos' },
    frames: { type: 'string', default: '3' },
  },
});
const folder = resolve(positionals[0] ?? 'gallery');
const shown = Math.max(2, Number(values.frames));

type Kept = { readonly name: string; readonly path: string; readonly width: number; readonly height: number };

const takeIn = async (work: string): Promise<readonly Kept[]> => {
  const names = (await readdir(values.photos)).filter((name) => /\.(jpe?g|png|webp)$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(work, `${name}.jpg`);
      return {
        name: name.replace(/\.\w+$/, ''),
        path,
        ...(await intakePicture(join(values.photos, name), path)),
      };
    }),
  );
};

/** Films the photo and lays some of the clip's frames, from the first to the last, side by side. */
const strip = async (effect: Effect, photos: readonly Kept[], work: string): Promise<string> => {
  const asked = { ...order, ...effect.defaults, effect: effect.name, resolution: '480p' as const };
  const [plan] = route({ engines: [engine], effects }, asked, 7, photos);
  const output = join(work, 'clip.mp4');
  const context = { photos: photos.map(({ path }) => path), output, signal: never, onProgress: () => {} };
  await engine.collect(
    await engine.start(plan, { ...context, fence: unfenced, idempotencyKey: 'gallery' }),
    context,
  );
  const last = Math.round(asked.seconds * asked.fps) - 1;
  const picked = Array.from({ length: shown }, (_, i) => `eq(n,${Math.round((last * i) / (shown - 1))})`);
  const file = join(work, `${effect.name}.png`);
  const filters = `select='${picked.join('+')}',scale=-2:320,tile=${shown}x1:padding=4`;
  await run('ffmpeg', ['-v', 'error', '-y', '-i', output, '-vf', filters, '-frames:v', '1', file]);
  return file;
};

/** Puts pictures under each other, each with its name. */
const sheet = async (files: readonly (readonly [name: string, file: string])[], output: string) => {
  const sizes = await Promise.all(files.map(([, file]) => sharp(file).metadata()));
  const width = Math.max(...sizes.map((size) => size.width));
  let top = 0;
  const layers = files.flatMap(([name, input], index) => {
    const label = Buffer.from(
      `<svg width="${width}" height="22"><text x="6" y="16" font-size="15" fill="#fff">${name}</text></svg>`,
    );
    const place = [
      { input: label, left: 0, top },
      { input, left: 0, top: top + 22 },
    ];
    top += 26 + (sizes[index]?.height ?? 0);
    return place;
  });
  const page = { width, height: top, channels: 3, background: '#222' } as const;
  await sharp({ create: page }).composite(layers).png().toFile(output);
};

const work = await mkdtemp(join(tmpdir(), 'photoplay-gallery-'));
try {
  await mkdir(folder, { recursive: true });
  const photos = await takeIn(work);
  const chosen = effects.filter(({ name }) => values.effect?.includes(name) ?? true);
  for (const [index, photo] of photos.entries()) {
    const second = photos[(index + 1) % photos.length] ?? photo;
    const files: [string, string][] = [];
    for (const effect of chosen) {
      const needed = (effect as Effect).needs.photos === 1 ? [photo] : [photo, second];
      files.push([effect.name, await strip(effect, needed, work)]);
    }
    await sheet(files, join(folder, `${photo.name}.png`));
    console.log(join(folder, `${photo.name}.png`));
  }
} finally {
  await rm(work, { recursive: true });
}
