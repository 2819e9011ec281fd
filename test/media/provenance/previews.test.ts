import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { effects } from '../../../effects/all.ts';
import { readXmp } from '../../../src/media/provenance/xmp.ts';
import { exif, hasExiftool } from './exif.ts';

const folder = 'adapters/web/assets/effects';
const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced';

describe('the previews of effects', () => {
  it('say how they were made, films and posters', async () => {
    expect(readdirSync(folder).sort()).toEqual(
      effects.flatMap(({ name }) => [`${name}.mp4`, `${name}.webp`]).sort(),
    );
    for (const { name } of effects) {
      for (const file of [`${name}.mp4`, `${name}.webp`])
        expect(readXmp(readFileSync(`${folder}/${file}`)), file).toMatchObject({ source });
      const { xmp } = await sharp(`${folder}/${name}.webp`).metadata();
      expect(xmp?.toString(), name).toContain(source);
    }
  });

  it('show a photo each, whose origin is told', () => {
    const photos = readdirSync('test/fixtures/previews');
    expect(photos.sort()).toEqual(effects.map(({ name }) => `${name}.jpg`).sort());
    const bytes = photos.map((name) => readFileSync(`test/fixtures/previews/${name}`).toString('base64'));
    expect(new Set(bytes).size).toBe(photos.length);
    const credits = readFileSync('adapters/web/assets/credits.txt', 'utf8');
    for (const { name } of effects) expect(credits).toMatch(new RegExp(`^ {2}([a-z-]+, )*${name}\\b`, 'm'));
  });

  it.runIf(hasExiftool)('and exiftool reads it in both', async () => {
    for (const file of ['kiss.mp4', 'kiss.webp'])
      expect((await exif(`${folder}/${file}`))['XMP-iptcExt:DigitalSourceType']).toBe(source);
  });
});
