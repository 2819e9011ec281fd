import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Provenance, provenanceOf } from '../../../src/core/provenance.ts';
import { fitWith } from '../../../src/media/fit-copy.ts';
import { probe } from '../../../src/media/probe.ts';
import { readManifests } from '../../../src/media/provenance/c2pa.ts';
import { markedFrame } from '../../../src/media/provenance/mark-file.ts';
import { ownRoot } from '../../../src/media/provenance/own-signer.ts';
import { verifyFile } from '../../../src/media/provenance/verify-file.ts';
import { readXmp } from '../../../src/media/provenance/xmp.ts';
import { asMarked, testMarker as mark, provenanceFolder } from '../../peers/marked.ts';
import { clipRow } from '../../store/rows.ts';
import { encode, framesPlan, movingFrames, noisyFrames } from '../clips.ts';
import { useFolder } from '../folders.ts';
import { boxesOf } from '../mp4-boxes.ts';
import { runners } from '../runners.ts';
import { exif, hasExiftool } from './exif.ts';

const signal = new AbortController().signal;
const shape = { width: 160, height: 96 };
const address = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const about: Provenance = {
  ...{ effect: 'parallax', effectVersion: 3, engine: 'local', model: 'local-2.5d' },
  source: 'algorithmicallyEnhanced',
};
const made: Provenance = {
  ...{ effect: 'dance', effectVersion: 1, engine: 'replicate', model: 'kling & co "3"' },
  source: 'trainedAlgorithmicMedia',
};
const roots = (): string => readFileSync(ownRoot(provenanceFolder), 'utf8');
const pictures = (path: string): Buffer | undefined =>
  boxesOf(readFileSync(path)).find(({ type }) => type === 'mdat')?.body;

describe.each(runners)('a clip of $name', (encoder) => {
  const folder = useFolder();
  const film = async (name: string): Promise<string> => {
    await encode(encoder, framesPlan(shape, folder.inside(name)), movingFrames(shape, 24));
    return folder.inside(name);
  };

  it.each([about, made])('says for good that $effect is $source', async (told) => {
    const path = await film('clip.mp4');
    const before = { bytes: statSync(path).size, pictures: pictures(path) };
    const { file, bytes } = await mark(path, told, signal);
    expect(bytes).toBe(statSync(path).size);
    expect(bytes - before.bytes).toBeLessThan(10_000);
    expect(pictures(path)).toEqual(before.pictures);
    const { credentials, xmp } = await verifyFile(file, roots());
    const { effect, engine, model } = told;
    expect(credentials).toMatchObject({ ...{ state: 'trusted', problems: [], effect, engine, model } });
    expect(credentials?.source).toBe(`${address}${told.source}`);
    expect(credentials?.generator).toMatch(/^Photoplay \d/);
    expect(xmp?.source).toBe(`${address}${told.source}`);
    expect(await probe(path)).toMatchObject({ ...shape, frames: 24 });
    if (!hasExiftool) return;
    const read = await exif(file);
    expect(read['XMP-iptcExt:DigitalSourceType']).toBe(`${address}${told.source}`);
    expect(read['XMP-xmp:CreatorTool']).toContain(`(${effect} v${told.effectVersion}, ${model})`);
    expect(Object.keys(read).filter((name) => name.endsWith('Warning'))).toEqual([]);
  });

  it('fitted under a limit stays under it, and says the same', async () => {
    const path = folder.inside('noise.mp4');
    const size = { width: 320, height: 192 };
    await encode(encoder, framesPlan(size, path), noisyFrames(size, 24));
    const row = {
      ...{ ...clipRow('job', 1), ...(await probe(path)), mark: 'ai-generated' as const },
      ...{ shownAt: new Date(), createdAt: new Date(), score: null },
      ...{ linkKey: null, linkUntil: null, hiddenAt: null },
    };
    const shrink = fitWith(encoder, mark, (task) => task());
    const limit = Math.round(row.bytes / 3);
    const copy = await shrink({ clip: row, path: asMarked(path), thumbnail: '' }, limit, folder.inside('.'));
    if (copy === null) throw new Error('nothing watchable');
    expect(statSync(copy).size).toBeLessThanOrEqual(limit);
    const { credentials } = await verifyFile(copy, roots());
    const { source, effect, model } = provenanceOf(row);
    expect(credentials).toMatchObject({ state: 'trusted', source: `${address}${source}`, effect, model });
  });
});

describe('a marked file', () => {
  const folder = useFolder();
  let marked = Buffer.alloc(0);
  const [encoder] = runners;
  const film = async (path: string): Promise<void> => {
    if (encoder === undefined) throw new Error('no encoder');
    await encode(encoder, framesPlan(shape, path), movingFrames(shape, 24));
  };
  const verdictOn = async (bytes: Uint8Array) => {
    writeFileSync(folder.inside('other.mp4'), bytes);
    return (await verifyFile(folder.inside('other.mp4'), roots())).credentials?.state ?? 'none';
  };
  const use = async (): Promise<Buffer> => {
    if (marked.length > 0) return marked;
    await film(folder.inside('clip.mp4'));
    await mark(folder.inside('clip.mp4'), about, signal);
    marked = readFileSync(folder.inside('clip.mp4'));
    return marked;
  };

  it.each(['moov', 'mdat', 'manifest', 'XMP'])('tells when one byte of its %s was changed', async (part) => {
    const bytes = Buffer.from(await use());
    const starts: Record<string, number> = {
      moov: bytes.indexOf('mvhd'),
      mdat: bytes.indexOf('mdat') + 40,
      manifest: bytes.indexOf('local-2.5d'),
      XMP: bytes.lastIndexOf('algorithmicallyEnhanced'),
    };
    const at = (starts[part] ?? 0) + 6;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(await verdictOn(bytes)).toBe('invalid');
  });

  it('holds against every other flip too, but for its type and the labels around the signature', async () => {
    const bytes = await use();
    const at = bytes.indexOf('uuid') - 4;
    // Identifier, version, purpose, place of the next part and length; then the description of each part and the length after it.
    const labels: [number, number][] = [[0, at + 8 + 16 + 4 + 'manifest\0'.length + 8 + 4]];
    for (let jumd = bytes.indexOf('jumd'); jumd > 0; jumd = bytes.indexOf('jumd', jumd + 4))
      labels.push([jumd - 4, jumd + bytes.readUInt32BE(jumd - 4)]);
    const offsets = Array.from({ length: 160 }, (_, one) => one + 24);
    for (let one = 24; one < at + bytes.readUInt32BE(at); one += 97) offsets.push(one);
    for (const offset of offsets) {
      const other = Buffer.from(bytes);
      other[offset] = (other[offset] ?? 0) ^ 1;
      const told = await readManifests(other, 'video/mp4', roots()).catch(() => null);
      const state =
        told === null ? 'none' : (JSON.parse(told) as { validation_state?: string }).validation_state;
      const label = labels.some(([from, to]) => offset >= from && offset < to);
      if (!label) expect(state, `${offset}`).not.toMatch(/Valid|Trusted/);
    }
  });

  it('tells when something was cut off or added', async () => {
    const bytes = await use();
    expect(await verdictOn(bytes.subarray(0, -100))).toBe('invalid');
    expect(await verdictOn(Buffer.concat([bytes, Buffer.from('\0\0\0\x10mdatabcdefgh', 'latin1')]))).toBe(
      'invalid',
    );
  });

  it('says nothing of what people wrote, nor what others wrote into it', async () => {
    const secret = 'a prompt that nobody may read';
    const path = folder.inside('clip.mp4');
    await film(path);
    const remark = Buffer.from(secret);
    const box = (type: string, ...parts: Buffer[]): Buffer => {
      const body = Buffer.concat(parts);
      const head = Buffer.alloc(8);
      head.writeUInt32BE(8 + body.length);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, body]);
    };
    const remarks = ['udta', 'meta', 'uuid', 'free', 'skip'].map((type) =>
      box(type, Buffer.alloc(16), remark),
    );
    writeFileSync(path, Buffer.concat([readFileSync(path), ...remarks]));
    await mark(path, about, signal);
    expect(readFileSync(path).includes(secret)).toBe(false);
    expect((await verifyFile(path, roots())).credentials?.state).toBe('trusted');
  });

  it('can be marked again, as a clip that goes on from it is', async () => {
    writeFileSync(folder.inside('clip.mp4'), await use());
    copyFileSync(folder.inside('clip.mp4'), folder.inside('again.mp4'));
    await mark(folder.inside('again.mp4'), made, signal);
    const { credentials, xmp } = await verifyFile(folder.inside('again.mp4'), roots());
    expect(credentials).toMatchObject({ state: 'trusted', effect: 'dance' });
    expect(xmp?.source).toBe(`${address}trainedAlgorithmicMedia`);
  });

  it('is none where nothing was written into it', async () => {
    await film(folder.inside('clip.mp4'));
    expect(await verifyFile(folder.inside('clip.mp4'), roots())).toEqual({ credentials: null, xmp: null });
    writeFileSync(folder.inside('text.mp4'), 'no clip');
    expect(await verifyFile(folder.inside('text.mp4'), null)).toEqual({ credentials: null, xmp: null });
  });
});

it('a frame of a clip that is being made says so too, and is still a picture', async () => {
  const frame = await sharp({ create: { ...shape, channels: 3, background: '#36c' } })
    .jpeg()
    .toBuffer();
  const marked = Buffer.from(markedFrame(frame, made));
  expect(readXmp(marked)).toEqual({
    source: `${address}${made.source}`,
    tool: expect.stringContaining('dance'),
  });
  expect(await sharp(marked).metadata()).toMatchObject(shape);
});
