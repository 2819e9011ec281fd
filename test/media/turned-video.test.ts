import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intakePhoto } from '../../src/media/intake.ts';
import { encode, framesPlan } from './clips.ts';
import { runners } from './runners.ts';

const shape = { width: 64, height: 48 };
const one = 0x1_00_00;

/** A dark picture whose upper left quarter is bright. */
const corner = (): Buffer => {
  const luma = Buffer.from(
    Array.from({ length: shape.width * shape.height }, (_, at) =>
      at % shape.width < shape.width / 2 && at < (shape.width * shape.height) / 2 ? 220 : 40,
    ),
  );
  return Buffer.concat([luma, Buffer.alloc(luma.length / 2, 128)]);
};

/** Writes into the track's header how players have to turn it, as phones do. */
const turned = (file: Buffer, [a, b, c, d]: readonly [number, number, number, number]): Buffer => {
  const copy = Buffer.from(file);
  const matrix = copy.indexOf('tkhd') + 44;
  for (const [index, value] of [a, b, 0, c, d, 0, 0, 0].entries())
    copy.writeInt32BE(value, matrix + index * 4);
  return copy;
};

describe.each(runners.map((runner) => [runner.name, runner] as const))(
  'a video that a phone turned, by %s',
  (_, runner) => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'photoplay-turned-'));
      await encode(runner, framesPlan(shape, join(folder, 'clip.mp4')), Array.from({ length: 6 }, corner));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it.each([
      ['as it is', [one, 0, 0, one], '64x48', 'top left'],
      ['a quarter to the right', [0, one, -one, 0], '48x64', 'top right'],
      ['half round', [-one, 0, 0, -one], '64x48', 'bottom right'],
      ['a quarter to the left', [0, -one, one, 0], '48x64', 'bottom left'],
    ] as const)('is shown upright: %s', async (_sentence, matrix, size, bright) => {
      const clip = join(folder, 'turned.mp4');
      await writeFile(clip, turned(await readFile(join(folder, 'clip.mp4')), matrix));
      const target = join(folder, 'photo.jpg');
      const photo = await intakePhoto(runner, clip, target);
      expect(`${photo.width}x${photo.height}`).toBe(size);
      const { data, info } = await sharp(target).greyscale().raw().toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number): number =>
        data[Math.floor(y * info.height) * info.width + Math.floor(x * info.width)] as number;
      const places = { 'top left': at(0.2, 0.2), 'top right': at(0.8, 0.2) };
      const lower = { 'bottom left': at(0.2, 0.8), 'bottom right': at(0.8, 0.8) };
      const found = Object.entries({ ...places, ...lower }).filter(([, level]) => level > 130);
      expect(found.map(([place]) => place)).toEqual([bright]);
    });
  },
);
