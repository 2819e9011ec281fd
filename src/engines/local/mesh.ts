import type { Size } from '../../core/shot.ts';
import { type Region, texturePad } from '../../media/texture.ts';
import { cellBits, gridOf } from './frame-renderer.ts';
import type { Lens } from './lens.ts';
import type { Window } from './window.ts';

const cell = 1 << cellBits;

/**
 * Moves every cell corner of the frame to the texture position that a lens sees there.
 * `texture` is the size of the padded texture, which shows `region` of the photo.
 */
export const createMesh = (
  nodes: Int32Array,
  frame: Size,
  window: Window,
  region: Region,
  texture: Size,
): ((lens: Lens) => void) => {
  const { columns } = gridOf(frame);
  const axis = (middle: number, start: number, photo: number, pixels: number) => {
    const scale = (pixels - 2 * texturePad) / photo;
    return {
      scale: window.scale * scale * 65536,
      origin: ((middle - start) * scale + texturePad - 0.5) * 65536,
      limit: (pixels - 1.5) * 65536 - 8,
    };
  };
  const across = axis(window.x, region.left, region.width, texture.width);
  const down = axis(window.y, region.top, region.height, texture.height);
  const place = (value: number, { scale, origin, limit }: typeof across): number =>
    Math.round(Math.min(Math.max(origin + value * scale, 32768), limit));
  const starts = Float64Array.from({ length: nodes.length }, (_, i) => {
    const corner = i >> 1;
    return i % 2 === 0
      ? ((corner % columns) * cell) / frame.width - 0.5
      : (Math.floor(corner / columns) * cell - frame.height / 2) / frame.width;
  });
  const points = new Float64Array(nodes.length);
  return (lens) => {
    points.set(starts);
    lens(points);
    for (let i = 0; i < nodes.length; i += 2) {
      nodes[i] = place(points[i] as number, across);
      nodes[i + 1] = place(points[i + 1] as number, down);
    }
  };
};
