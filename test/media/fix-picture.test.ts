import { expect, test } from 'vitest';
import { type Fix, movesPhoto } from '../../src/core/advice.ts';
import { fixPicture, type RawPixels } from '../../src/media/fix-picture.ts';
import { intakePicture } from '../../src/media/intake.ts';
import { sharp } from '../../src/media/sharp.ts';
import { useFolder } from './folders.ts';

const folder = useFolder();

type Level = (x: number, y: number) => number;

const drawn = (width: number, height: number, level: Level): RawPixels => ({
  data: Buffer.from(
    Uint8Array.from({ length: width * height * 3 }, (_, index) => {
      const pixel = Math.floor(index / 3);
      return level(pixel % width, Math.floor(pixel / width));
    }),
  ),
  info: { width, height, channels: 3 },
});

const sizeOf = ({ info: { width, height } }: RawPixels): string => `${width}x${height}`;
const smooth: Level = (x, y) => 60 + ((x + y) % 120);

test.each<[string, number, number, readonly Fix[], string]>([
  ['enlarges a small photo to 720 pixels', 240, 180, ['enlarge'], '960x720'],
  ['enlarges a tiny one four times at most', 100, 80, ['enlarge'], '400x320'],
  ['leaves a large one as it is', 1_000, 800, ['enlarge'], '1000x800'],
  ['crops a wide one to 16:9', 640, 160, ['crop'], '284x160'],
  ['crops a tall one to 9:16', 160, 640, ['crop'], '160x284'],
  ['pads a wide one to 16:9', 640, 160, ['pad'], '640x360'],
  ['neither crops nor pads an ordinary one', 640, 480, ['crop', 'pad'], '640x480'],
  ['crops before it enlarges', 640, 160, ['enlarge', 'crop'], '1136x640'],
])('%s', async (_sentence, width, height, fixes, expected) => {
  expect(sizeOf(await fixPicture(drawn(width, height, smooth), fixes))).toBe(expected);
});

test('removes more than half of the grain and keeps an edge', async () => {
  let seed = 1;
  const noise = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed / 2_147_483_647 - 0.5) * 60;
  };
  const noisy = drawn(128, 128, (x) => (x < 64 ? 80 : 180) + noise());
  const spread = ({ data, info }: RawPixels, from: number): number => {
    const levels = Array.from({ length: 32 * 128 }, (_, index) => {
      const [x, y] = [from + (index % 32), Math.floor(index / 32)];
      return data[(y * info.width + x) * info.channels] as number;
    });
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
    return Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length);
  };
  const cleaned = await fixPicture(noisy, ['clean']);
  expect(spread(cleaned, 8)).toBeLessThan(0.6 * spread(noisy, 8));
  const at = (x: number): number => cleaned.data[(64 * 128 + x) * cleaned.info.channels] as number;
  expect(at(70) - at(57)).toBeGreaterThan(60);
});

test('crops to where something is, and pads with the picture itself', async () => {
  const spot: Level = (x, y) => (x > 540 && x < 600 && y > 50 && y < 110 && (x + y) % 8 < 4 ? 250 : 90);
  const cropped = await fixPicture(drawn(640, 160, spot), ['crop']);
  expect(cropped.data.some((level) => level > 200)).toBe(true);
  const padded = await fixPicture(drawn(640, 160, spot), ['pad']);
  const middle = (180 * 640 + 20) * padded.info.channels;
  expect(padded.data[middle]).toBe(90);
  expect(padded.data[0]).toBeGreaterThan(60);
});

test('is part of the intake, and what it says is about the fixed photo', async () => {
  const { data, info } = drawn(240, 180, smooth);
  await sharp(data, { raw: info }).png().toFile(folder.inside('photo'));
  const taken = await intakePicture(folder.inside('photo'), folder.inside('kept.jpg'), {
    fixes: ['enlarge'],
  });
  expect([taken.width, taken.height]).toEqual([960, 720]);
  expect(taken.advice).not.toContain('small');
});

test('only cropping and padding move a photo', () => {
  expect(movesPhoto(['clean', 'enlarge'])).toBe(false);
  expect(movesPhoto(['clean', 'pad'])).toBe(true);
});
