import { appendFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { finish } from '../../src/media/finish.ts';
import { createLook, readLook } from '../../src/media/look.ts';
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

const clipOf = async (brightness: (frame: number) => number): Promise<string> => {
  const clip = folder.inside('clip.mp4');
  await writeFile(clip, 'a clip');
  const look = createLook(size);
  for (let frame = 0; frame < size.frames; frame += 1) look.see(red(brightness(frame)));
  await look.write(clip);
  return clip;
};

test('a clip that its maker has looked at is finished without being decoded', async () => {
  const clip = await clipOf(() => 63);
  const poster = folder.inside('poster.jpg');
  const nobody = { name: 'ffmpeg', path: '/nowhere' } as const;
  const finished = await finish(nobody, clip, poster, new AbortController().signal);
  expect(finished).toEqual({
    width: 64,
    height: 48,
    seconds: 0.5,
    fps: 24,
    frames: 12,
    codec: 'avc',
    audio: false,
    bytes: 6,
    score: 1,
  });
  const { data, info } = await sharp(poster).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([32, 24]);
  for (const [channel, level] of [255, 0, 0].entries())
    expect(Math.abs((data[channel] ?? 0) - level)).toBeLessThan(8);
});

test('flicker costs steadiness and a slow fade does not', async () => {
  const fading = await readLook(await clipOf((frame) => 60 + 4 * frame));
  const flickering = await readLook(await clipOf((frame) => 80 + 10 * (frame % 2)));
  expect(fading?.score).toBe(1);
  expect(flickering?.score).toBeLessThan(0.5);
});

test('a clip that has been changed since has no look', async () => {
  const clip = await clipOf(() => 63);
  await appendFile(clip, ', cut');
  expect(await readLook(clip)).toBeNull();
  expect(await readLook(folder.inside('another.mp4'))).toBeNull();
});
