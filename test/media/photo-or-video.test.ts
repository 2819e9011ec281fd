import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asFailure } from '../../src/core/failure.ts';
import { intakePhoto } from '../../src/media/intake.ts';
import { encode, framesPlan } from './clips.ts';
import { runners } from './runners.ts';

const shape = { width: 64, height: 48 };
const plain = (luma: number): Buffer => {
  const pixels = shape.width * shape.height;
  return Buffer.concat([Buffer.alloc(pixels, luma), Buffer.alloc(pixels / 2, 128)]);
};

describe.each(runners.map((runner) => [runner.name, runner] as const))(
  'a video as a photo, by %s',
  (_, runner) => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'photoplay-still-'));
      // One second of dark pictures, then one of bright ones.
      const frames = [
        ...Array.from({ length: 24 }, () => plain(40)),
        ...Array.from({ length: 24 }, () => plain(220)),
      ];
      await encode(runner, framesPlan(shape, join(folder, 'clip.mp4')), frames);
      const webm = { kind: 'webm', path: join(folder, 'clip.webm'), bitrate: 500_000 } as const;
      await encode(runner, { ...framesPlan(shape, ''), output: webm }, frames);
    });
    afterAll(() => rm(folder, { recursive: true }));

    const lightAt = async (name: string, at: number | null): Promise<number> => {
      const target = join(folder, 'photo.jpg');
      const photo = await intakePhoto(runner, join(folder, name), target, at);
      expect(photo).toMatchObject(shape);
      const { channels } = await sharp(await readFile(target)).stats();
      return channels[0]?.mean ?? 0;
    };

    it.each(['clip.mp4', 'clip.webm'])('%s shows its first picture, or that of a second', async (name) => {
      expect(await lightAt(name, null)).toBeLessThan(60);
      expect(await lightAt(name, 1.5)).toBeGreaterThan(200);
      expect(await lightAt(name, 1.999)).toBeGreaterThan(200);
      expect((await readdir(folder)).sort()).toEqual(['clip.mp4', 'clip.webm', 'photo.jpg']);
    });

    it('has no picture after its end, and none if it is damaged', async () => {
      const failure = async (name: string, at: number) =>
        asFailure(
          await intakePhoto(runner, join(folder, name), join(folder, 'none.jpg'), at).catch(
            (error: unknown) => error,
          ),
        );
      expect(await failure('clip.mp4', 3)).toMatchObject({
        kind: 'bad_number',
        facts: { option: 'at', maximum: 2 },
      });
      const bytes = await readFile(join(folder, 'clip.mp4'));
      await writeFile(join(folder, 'cut.mp4'), bytes.subarray(0, bytes.length / 2));
      expect((await failure('cut.mp4', 0)).kind).toBe('video_unreadable');
      await rm(join(folder, 'cut.mp4'));
      expect(await readdir(folder)).not.toContain('none.jpg');
    });
  },
);
