import type { Size } from '../../core/shot.ts';
import type { Mask } from '../../media/analysis/types.ts';
import { type Region, texturePad } from '../../media/texture.ts';
import { cellBits, gridOf } from './frame-renderer.ts';
import { warp } from './kernel.ts';

const at = ({ width, height, data }: Mask, right: number, down: number): number => {
  const x = Math.min(Math.max(right * width - 0.5, 0), width - 1.001);
  const y = Math.min(Math.max(down * height - 0.5, 0), height - 1.001);
  const [column, row] = [x | 0, y | 0];
  const here = row * width + column;
  const [a, b] = [data[here] as number, data[here + 1] as number];
  const [c, d] = [data[here + width] as number, data[here + width + 1] as number];
  const top = a + (b - a) * (x - column);
  return top + (c + (d - c) * (x - column) - top) * (y - row);
};

/** The part of the mask that a texture shows, at half the texture's size. */
const layMask = (mask: Mask, region: Region, photo: Size, texture: Size): Uint8Array => {
  const [width, height] = [texture.width / 2, texture.height / 2];
  const values = new Uint8Array(width * height);
  const across = region.width / (texture.width - 2 * texturePad) / photo.width;
  const down = region.height / (texture.height - 2 * texturePad) / photo.height;
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1)
      values[i] = at(
        mask,
        region.left / photo.width + (2 * x + 1 - texturePad) * across,
        region.top / photo.height + (2 * y + 1 - texturePad) * down,
      );
  return values;
};

/** Warps the mask like the frame whose cell corners are in `nodes`, at half the frame's size. */
export const createCover = (
  nodes: Int32Array,
  frame: Size,
  mask: Mask,
  region: Region,
  photo: Size,
  texture: Size,
): (() => Uint8Array) => {
  const values = layMask(mask, region, photo, texture);
  const halves = new Int32Array(nodes.length);
  const target = { start: 0, width: frame.width / 2, height: frame.height / 2 };
  const buffer = new Uint8Array(target.width * target.height);
  const { columns } = gridOf(frame);
  return () => {
    let same = true;
    for (let i = 0; i < nodes.length; i += 1) {
      const half = ((nodes[i] as number) - 32768) >> 1;
      same &&= half === halves[i];
      halves[i] = half;
    }
    // A camera that stands still sees the same.
    if (same) return buffer;
    warp(
      { buffer, ...target },
      { values, width: texture.width / 2 },
      { nodes: halves, columns },
      cellBits - 1,
      1,
    );
    return buffer;
  };
};
