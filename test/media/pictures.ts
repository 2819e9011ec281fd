import { deflateSync } from 'node:zlib';
import type { Size } from '../../src/core/shot.ts';
import { pngChunk, pngSignature } from '../../src/media/png.ts';

export type PngShape = {
  readonly width: number;
  readonly height: number;
  /** Bits in one sample. */
  readonly depth: 1 | 8 | 16;
  readonly colour: 'grey' | 'rgb';
  readonly interlaced: boolean;
};

/** Adam7's passes: where each begins and how far apart its pixels are. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const rowsLength = (width: number, height: number, bits: number): number =>
  width > 0 && height > 0 ? height * (1 + Math.ceil((width * bits) / 8)) : 0;

/** A black PNG of any size, written by hand so that its file stays tiny however large the picture is. */
export const blackPng = (shape: PngShape): Buffer => {
  const { width, height, depth, colour, interlaced } = shape;
  const bits = depth * (colour === 'rgb' ? 3 : 1);
  const length = interlaced
    ? passes
        .map(([x, y, across, down]) =>
          rowsLength(Math.ceil((width - x) / across), Math.ceil((height - y) / down), bits),
        )
        .reduce((sum, rows) => sum + rows, 0)
    : rowsLength(width, height, bits);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour === 'rgb' ? 2 : 0, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(length), { level: 1 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
};

/** Pixels (packed RGB) that differ everywhere, the same each time. */
export const noisy = ({ width, height }: Size): Buffer => {
  const data = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let at = 0; at < data.length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    data[at] = state >>> 24;
  }
  return data;
};
