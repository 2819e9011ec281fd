import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Clip } from '../../src/core/clip.ts';
import { type Format, formats, savedAs } from '../../src/core/formats.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import { readXmp } from '../../src/media/provenance/xmp.ts';
import { saveAs } from '../../src/media/save-as.ts';
import { clipRow } from '../store/rows.ts';
import { movingFrames } from './clips.ts';
import { useFolder } from './folders.ts';
import { shoot } from './post/post-shots.ts';
import { runners } from './runners.ts';

const folder = useFolder();
const shape = { width: 320, height: 180 };

describe.each(runners)('$name', (choice) => {
  let shot: Buffer | undefined;
  const saved = async (format: Format, at: string | null = null) => {
    const path = folder.inside('clip.mp4') as MarkedFile;
    if (shot !== undefined) await writeFile(path, shot);
    else shot = await readFile(await shoot(choice, path, shape, movingFrames(shape, 12)));
    const clip = { ...clipRow('job', 1), ...shape, seconds: 0.5 } as unknown as Clip;
    const entry = { clip, path, thumbnail: '' };
    const as = savedAs(format, at, clip.seconds);
    const signal = new AbortController().signal;
    const file = await saveAs(choice, entry, as, 8e6, dirname(path), 'off', signal);
    if (file === null) throw new Error('not saved');
    return file;
  };

  test.each(formats)(
    'a clip is saved as %s, in its limits and marked, and again with the same bytes',
    async (format) => {
      const file = await saved(format);
      const bytes = await readFile(file);
      expect(bytes.equals(await readFile(await saved(format)))).toBe(true);
      expect(readXmp(bytes)).toMatchObject({ source: expect.stringContaining('digitalsourcetype') });
      if (format === 'telegram-sticker') {
        expect(bytes.readUInt32BE(0)).toBe(0x1a45dfa3);
        expect(bytes.length).toBeLessThan(256_000);
        return;
      }
      const { width, height, pages = 1, pageHeight } = await sharp(bytes, { animated: true }).metadata();
      const side = { 'discord-sticker': 320, 'discord-emoji': 128 } as Partial<Record<Format, number>>;
      expect([width, pageHeight ?? height]).toEqual(side[format] ? [side[format], side[format]] : [320, 180]);
      expect(pages > 4).toBe(!['png', 'jpg'].includes(format));
      expect((await stat(file)).size).toBeLessThan(512_000);
      await expect(sharp(bytes).stats()).resolves.toBeTruthy();
    },
  );

  test('a still is the frame of its moment', async () => {
    const means: number[] = [];
    for (const at of ['first', '0.25', 'last']) {
      const { data } = await sharp(await saved('png', at))
        .extract({ left: 0, top: 0, width: 8, height: 8 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      means.push(data.reduce((sum, level) => sum + level, 0) / data.length);
    }
    expect(new Set(means.map(Math.round)).size).toBe(3);
  });
});

test('a moment that is none, or after the end, is refused with what is possible', () => {
  expect(() => savedAs('png', 'soon', 4)).toThrow('unknown_choice');
  expect(() => savedAs('png', '9', 4)).toThrow('bad_number');
  expect(savedAs('png', '1,5', 4)).toEqual({ format: 'png', at: 1.5 });
  expect(savedAs('gif', 'last', 4)).toEqual({ format: 'gif', at: null });
});
