import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { isUsableIcc } from './colour/icc.ts';
import { type ColourSpace, measuredSpace, numberedSpace } from './colour/spaces.ts';

export const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

type Chunk = {
  readonly type: string;
  readonly body: Buffer;
  readonly whole: Buffer;
  readonly sound: boolean;
};

/** A PNG's chunks in file order. A truncated chunk ends the list. */
const chunksOf = (file: Buffer): Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = pngSignature.length; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, Math.min(file.length, end - 4));
    const sound = end <= file.length && crc32(file.subarray(at + 4, end - 4)) === file.readUInt32BE(end - 4);
    chunks.push({ type, body, whole: file.subarray(at, end), sound });
    at = end;
  }
  return chunks;
};

/** A PNG chunk with its length, type and checksum. */
export const pngChunk = (type: string, body: Uint8Array): Buffer => {
  const framed = Buffer.alloc(body.length + 12);
  framed.writeUInt32BE(body.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(body, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), body.length + 8);
  return framed;
};

/** Inserts a colour profile into a PNG right after the header, which has a fixed length. */
export const withProfile = (png: Buffer, icc: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]);
  return Buffer.concat([png.subarray(0, 33), pngChunk('iCCP', body), png.subarray(33)]);
};

/** Larger than any profile in use. A small chunk can decompress to gigabytes of zeros. */
const longestProfile = 4 * 2 ** 20;

const profileIn = (body: Buffer): Buffer | null => {
  try {
    return inflateSync(body.subarray(body.indexOf(0) + 2), { maxOutputLength: longestProfile });
  } catch {
    return null;
  }
};

const isGrey = (header: Buffer | undefined): boolean => ((header?.[9] ?? 2) & 2) === 0;

/** Checks the chunks that describe colour in order of precedence (PNG 3, 4.3). */
const spaceOf = (found: (type: string) => Buffer | undefined): ColourSpace | null => {
  const [numbers, gamma, corners] = [found('cICP'), found('gAMA'), found('cHRM')];
  if (numbers?.length === 4) return numberedSpace(numbers[0] as number, numbers[1] as number);
  if (found('sRGB') !== undefined) return null;
  const power = gamma?.length === 4 && gamma.readUInt32BE(0) > 0 ? 100_000 / gamma.readUInt32BE(0) : null;
  const point = (at: number) =>
    [(corners?.readUInt32BE(at) ?? 0) / 1e5, (corners?.readUInt32BE(at + 4) ?? 0) / 1e5] as const;
  const measured = corners?.length === 32 ? ([point(8), point(16), point(24), point(0)] as const) : null;
  return measuredSpace(measured, power);
};

/** The chunks that the pixels need. The rest is metadata, other pictures, or parsed separately. */
const needed = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'eXIf']);

/**
 * Reduces a PNG to what its pixels need and adds a missing end chunk. `space` is its colour space when something other
 * than the embedded profile defines it.
 */
export const readPng = (file: Buffer): { readonly file: Buffer; readonly space: ColourSpace | null } => {
  const chunks = chunksOf(file);
  const found = (type: string) => chunks.find((chunk) => chunk.type === type && chunk.sound)?.body;
  const profile = found('cICP') === undefined ? profileIn(found('iCCP') ?? Buffer.alloc(0)) : null;
  const usable = profile !== null && isUsableIcc(profile, isGrey(found('IHDR')) ? 'GRAY' : 'RGB ');
  const kept = chunks.filter(
    ({ type, sound }) =>
      (needed.has(type) && (sound || type !== 'eXIf')) || (usable && type === 'iCCP' && sound),
  );
  const parts = [pngSignature, ...kept.map(({ whole }) => whole), pngChunk('IEND', Buffer.alloc(0))];
  return { file: Buffer.concat(parts), space: usable ? null : spaceOf(found) };
};
