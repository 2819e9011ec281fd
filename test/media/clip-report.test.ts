import { appendFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createClipReport, readClipReport } from '../../src/media/clip-report.ts';
import { checkClip } from '../../src/media/finish.ts';
import { rank } from '../../src/media/score/judge.ts';
import type { ScorePoint } from '../../src/media/score/paths.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();
const size = { width: 64, height: 48, fps: 24, frames: 12 };

/** A frame of red that is this bright. */
const red = (brightness: number): Uint8Array => {
  const area = size.width * size.height;
  const frame = new Uint8Array(area * 1.5).fill(brightness);
  frame.fill(102, area, area * 1.25);
  return frame.fill(240, area * 1.25);
};

const still = () => ({ x: 0, y: 0 });

const clipOf = async (
  brightness: (frame: number) => number,
  place: (frame: number) => ScorePoint = still,
): Promise<string> => {
  const clip = folder.inside('clip.mp4');
  await writeFile(clip, 'a clip');
  const look = createClipReport(size);
  for (let frame = 0; frame < size.frames; frame += 1) look.see(red(brightness(frame)), [place(frame)]);
  await look.write(clip);
  return clip;
};

test('a clip that its maker has looked at is finished without being decoded', async () => {
  const clip = await clipOf(() => 63);
  const poster = folder.inside('poster.jpg');
  const nobody = { name: 'ffmpeg', path: '/nowhere' } as const;
  const finished = await checkClip(nobody, clip, poster, 'low', new AbortController().signal);
  expect(finished).toEqual({
    format: 'mov',
    rotation: 0,
    width: 64,
    height: 48,
    seconds: 0.5,
    fps: 24,
    frames: 12,
    codec: 'avc',
    audio: false,
    bytes: 6,
    score: expect.closeTo(0.7, 1),
  });
  const { data, info } = await sharp(poster).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([32, 24]);
  for (const [channel, level] of [255, 0, 0].entries())
    expect(Math.abs((data[channel] ?? 0) - level)).toBeLessThan(8);
});

const scoreOf = async (...film: Parameters<typeof clipOf>): Promise<number> => {
  const look = await readClipReport(await clipOf(...film));
  return look === null ? Number.NaN : rank(look.measures, 'low');
};

const glide = (frame: number) => ({ x: frame / 2400, y: 0 });

test('flicker costs score and a slow fade does not', async () => {
  const steady = await scoreOf(() => 63, glide);
  expect(await scoreOf((frame) => 60 + 4 * frame, glide)).toBeCloseTo(steady, 2);
  expect(await scoreOf((frame) => 80 + 10 * (frame % 2), glide)).toBeLessThan(steady - 0.1);
});

test('a shaking camera costs score, and so does one that stands still', async () => {
  const steady = await scoreOf(() => 63, glide);
  const shaking = (frame: number) => ({ x: frame / 2400, y: (frame % 2) / 100 });
  expect(await scoreOf(() => 63, shaking)).toBeLessThan(steady - 0.1);
  expect(await scoreOf(() => 63)).toBeLessThan(steady - 0.1);
});

test('a clip that has been changed since has no look', async () => {
  const clip = await clipOf(() => 63);
  await appendFile(clip, ', cut');
  expect(await readClipReport(clip)).toBeNull();
  expect(await readClipReport(folder.inside('another.mp4'))).toBeNull();
});
