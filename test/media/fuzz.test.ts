import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { decodePicture } from '../../src/media/decode-picture.ts';
import { sniff } from '../../src/media/sniff.ts';
import { writeWhole } from '../../src/media/whole-file.ts';
import { plainChart } from './colours.ts';
import { useFolder } from './folders.ts';
import { codedIn, heic, numberedColours, turned } from './heic.ts';

const folder = useFolder();
const rounds = Number(process.env['FUZZ'] ?? 300);
const slowest = 5_000;

/** Whole numbers below a limit, always the same. */
const chance = (): ((limit: number) => number) => {
  let state = 20_261_129;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/coded/${name}`, import.meta.url));

/** Files of every kind; those whose decoder starts slowly are tried less often. */
const seeds = async (): Promise<readonly Buffer[]> => {
  const wide = plainChart().withIccProfile('p3');
  const icc = (await sharp(await wide.clone().png().toBuffer()).metadata()).icc ?? Buffer.alloc(0);
  const phone = heic({
    tile: codedIn(fixture('chart.heic')),
    grid: { columns: 2, rows: 2, width: 200, height: 100 },
    properties: [numberedColours(12, 13, 6), turned(1)],
  });
  const quick = await Promise.all([
    wide.clone().jpeg().toBuffer(),
    wide.clone().jpeg({ progressive: true }).toBuffer(),
    plainChart().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    wide.clone().png().toBuffer(),
    plainChart().ensureAlpha(0.5).png({ palette: true }).toBuffer(),
    wide.clone().webp().toBuffer(),
    plainChart().gif().toBuffer(),
    plainChart().avif().toBuffer(),
  ]);
  expect(icc.length).toBeGreaterThan(100);
  return [...quick, ...quick, ...quick, phone, fixture('chart.jxl')];
};

const mutate = (file: Buffer, below: (limit: number) => number): Buffer => {
  const copy = Buffer.from(file);
  const [from, length] = [below(copy.length), below(40) + 1];
  switch (below(5)) {
    case 0:
      return copy.subarray(0, from);
    case 1:
      return Buffer.concat([copy.subarray(0, from), copy.subarray(from + length)]);
    case 2:
      return Buffer.concat([copy.subarray(0, from + length), copy.subarray(from)]);
    case 3:
      copy.fill([0, 0xff, 0x7f][below(3)] ?? 0, from, Math.min(copy.length, from + length));
      return copy;
    default:
      for (let flips = below(8) + 1; flips > 0; flips -= 1) copy[below(copy.length)] = below(256);
      return copy;
  }
};

test(`of ${rounds} spoiled photos each is taken or refused in time, and nothing else is left`, async () => {
  const below = chance();
  const all = await seeds();
  const [source, target] = [folder.inside('photo'), folder.inside('kept.jpg')];
  const ends = { taken: 0, refused: 0, unknown: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const file = mutate(all[round % all.length] ?? Buffer.alloc(0), below);
    const type = sniff(file);
    if (type === null || !['jpeg', 'png', 'webp', 'gif', 'avif', 'heic', 'jxl'].includes(type)) {
      ends.unknown += 1;
      continue;
    }
    writeFileSync(source, file);
    const started = performance.now();
    const end = await writeWhole(target, (part) =>
      decodePicture({ as: 'photo', type, source, part, pixels: 50e6, fixes: [] }),
    ).catch((error: unknown) => error);
    expect(performance.now() - started, `round ${round}`).toBeLessThan(slowest);
    const failed = end instanceof Error;
    if (failed) expect(end, `round ${round}`).toBeInstanceOf(Failure);
    if (end instanceof Failure) expect(end.kind, `round ${round}`).toMatch(/^photo_/);
    ends[failed ? 'refused' : 'taken'] += 1;
    expect(folder.names().filter((name) => !['photo', 'kept.jpg'].includes(name))).toEqual([]);
  }
  expect(Math.min(ends.taken, ends.refused)).toBeGreaterThan(rounds / 10);
});
