import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { effects } from '../effects/all.ts';
import type { Effect } from '../src/core/effect.ts';
import { createLocalEngine } from '../src/engines/local/local-engine.ts';
import { route } from '../src/jobs/route.ts';
import { intakePicture } from '../src/media/intake.ts';
import { withXmpInMp4 } from '../src/media/provenance/mp4.ts';
import { xmpPacket } from '../src/media/provenance/xmp.ts';
import { unfenced } from './peers/fence.ts';
import { order } from './store/rows.ts';

// The looping pictures from which effects are chosen on the web page: tsx test/previews.ts [effect …]

const run = promisify(execFile);
const { version: productVersion } = createRequire(import.meta.url)('#package') as { version: string };
const folder = 'adapters/web/assets/effects';
const engine = createLocalEngine({ name: 'ffmpeg', path: 'ffmpeg' });
const side = 240;

/** Each effect has a photo of its own. In effects for two people, others join it. */
const joining: Readonly<Record<string, string>> = {
  hug: 'previews/smile.jpg',
  kiss: 'joined/kiss.jpg',
};
const photosOf = ({ name }: Effect): readonly string[] => {
  const other = joining[name];
  return [
    join('test/fixtures/previews', `${name}.jpg`),
    ...(other === undefined ? [] : [join('test/fixtures', other)]),
  ];
};

const takeIn = async (source: string, work: string, index: number) => {
  const square = join(work, `square-${index}.png`);
  await sharp(source).resize(720, 720, { fit: 'cover', position: sharp.strategy.attention }).toFile(square);
  const path = join(work, `photo-${index}.jpg`);
  return { path, ...(await intakePicture(square, path)) };
};

const film = async (effect: Effect, work: string): Promise<string> => {
  const photos = await Promise.all(photosOf(effect).map((source, index) => takeIn(source, work, index)));
  const wish = { seconds: 3, resolution: '480p' as const, ratio: '1:1' as const, loop: true };
  const asked = { ...order, ...effect.defaults, ...wish, effect: effect.name };
  const [plan] = route({ engines: [engine], effects }, asked, 7, photos);
  const output = join(work, 'clip.mp4');
  const context = {
    photos: photos.map(({ path }) => path),
    output,
    signal: new AbortController().signal,
    onProgress: () => {},
  };
  await engine.collect(
    await engine.start(plan, { ...context, fence: unfenced, idempotencyKey: 'preview' }),
    context,
  );
  return output;
};

/** What both files say of their making. */
const packetOf = ({ name, version }: Effect): Buffer => {
  const about = { effect: name, effectVersion: version, engine: 'local', model: 'local-2.5d' } as const;
  return xmpPacket({ ...about, source: 'algorithmicallyEnhanced' }, productVersion);
};

const shrink = async (clip: string, effect: Effect): Promise<number> => {
  const { name } = effect;
  const [video, poster] = [join(folder, `${name}.mp4`), join(folder, `${name}.webp`)];
  const size = `fps=18,scale=${side}:${side}:flags=lanczos`;
  const quality = '-c:v libx264 -preset veryslow -crf 27 -maxrate 90k -bufsize 90k -pix_fmt yuv420p'.split(
    ' ',
  );
  const plain = '-an -map_metadata -1 -movflags +faststart -fflags +bitexact'.split(' ');
  await run('ffmpeg', ['-v', 'error', '-y', '-i', clip, '-vf', size, ...quality, ...plain, video]);
  const frame = join(folder, `${name}.png`);
  // Where most has happened, so that one effect can be told from another before it moves.
  await run('ffmpeg', ['-v', 'error', '-y', '-ss', '1.5', '-i', clip, '-vf', size, '-frames:v', '1', frame]);
  const packet = packetOf(effect);
  await sharp(frame).withXmp(packet.toString()).webp({ quality: 50, effort: 6 }).toFile(poster);
  await writeFile(video, withXmpInMp4(await readFile(video), packet));
  await rm(frame);
  return (await stat(video)).size + (await stat(poster)).size;
};

const work = await mkdtemp(join(tmpdir(), 'photoplay-previews-'));
try {
  await mkdir(folder, { recursive: true });
  const chosen = process.argv.slice(2);
  for (const effect of effects.filter(({ name }) => chosen.length === 0 || chosen.includes(name)))
    console.log(effect.name, await shrink(await film(effect, work), effect));
} finally {
  await rm(work, { recursive: true });
}
