import { statSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { poster } from '../../src/media/poster.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();

test('a poster is a small JPEG of the frame', async () => {
  const size = { width: 1280, height: 720 };
  const frame = Buffer.alloc(1280 * 720 * 3);
  for (let at = 0; at < frame.length; at += 3) frame.set([200, 80, 20], at);
  await poster(frame, size, folder.inside('poster.jpg'));
  const { data, info } = await sharp(folder.inside('poster.jpg')).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([320, 180]);
  for (const [channel, level] of [200, 80, 20].entries()) {
    expect(Math.abs((data[channel] ?? 0) - level)).toBeLessThan(4);
  }
  expect(folder.names()).toEqual(['poster.jpg']);
});

test('a poster of pure noise still fits under 200 kB', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 80 } as const;
  const create = { width: 320, height: 320, channels: 3, background: 'grey', noise } as const;
  const frame = await sharp({ create }).raw().toBuffer();
  await poster(frame, create, folder.inside('poster.jpg'));
  expect(statSync(folder.inside('poster.jpg')).size).toBeLessThan(200_000);
});
