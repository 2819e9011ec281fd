import type { Size } from '../../core/shot.ts';
import { oval } from '../analysis/mesh-points.ts';
import type { PhotoAnalysis } from '../analysis/types.ts';

/** Sensitive areas, per pixel of the working copy. */
export type Guard = {
  /** 1 on brows, nose and lips. */
  readonly features: Uint8Array;
  /** 1 on eyes and lips, well beyond their edges. */
  readonly tender: Uint8Array;
  /** 1 + the face's index; 0 outside faces. */
  readonly face: Uint8Array;
  /** 1 on people. */
  readonly person: Uint8Array;
  /** Widths of the faces in pixels of the working copy. */
  readonly faceWidths: readonly number[];
};

const parts = {
  brows: [
    [70, 63, 105, 66, 107, 55, 65, 52, 53, 46],
    [300, 293, 334, 296, 336, 285, 295, 282, 283, 276],
  ],
  nose: [
    [
      168, 193, 122, 196, 3, 236, 198, 209, 49, 48, 64, 98, 97, 2, 326, 327, 294, 278, 279, 429, 420, 456,
      248, 419, 351, 417,
    ],
  ],
  lips: [[61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146]],
  eyes: [
    [33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7],
    [263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249],
  ],
} as const;

/** Fills a polygon, scaled from its centre by `grow`. */
const fill = (
  target: Uint8Array,
  { width, height }: Size,
  corners: readonly (readonly [number, number])[],
  grow: number,
  value: number,
) => {
  const middleX = corners.reduce((sum, [x]) => sum + x, 0) / corners.length;
  const middleY = corners.reduce((sum, [, y]) => sum + y, 0) / corners.length;
  const grown = corners.map(
    ([x, y]) => [middleX + grow * (x - middleX), middleY + grow * (y - middleY)] as const,
  );
  const ys = grown.map(([, y]) => y);
  for (
    let y = Math.max(0, Math.floor(Math.min(...ys)));
    y <= Math.min(height - 1, Math.ceil(Math.max(...ys)));
    y += 1
  ) {
    const crossings: number[] = [];
    for (const [index, [x0, y0]] of grown.entries()) {
      const [x1, y1] = grown[(index + 1) % grown.length] ?? [x0, y0];
      if (y0 > y === y1 > y) continue;
      crossings.push(x0 + ((y - y0) * (x1 - x0)) / (y1 - y0));
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2)
      target.fill(
        value,
        y * width + Math.max(0, Math.round(crossings[i] ?? 0)),
        y * width + Math.min(width, Math.max(0, Math.round(crossings[i + 1] ?? 0) + 1)),
      );
  }
};

/** Draws the people in the photo onto a working copy of this size. */
export const guardOf = ({ width, faces, mask }: PhotoAnalysis, size: Size): Guard => {
  const scale = size.width / width;
  const plane = () => new Uint8Array(size.width * size.height);
  const guard = { features: plane(), tender: plane(), face: plane(), person: plane() };
  if (mask !== null)
    for (let y = 0, i = 0; y < size.height; y += 1) {
      const row = Math.min(mask.height - 1, Math.floor(((y + 0.5) * mask.height) / size.height)) * mask.width;
      for (let x = 0; x < size.width; x += 1, i += 1) {
        const column = Math.min(mask.width - 1, Math.floor(((x + 0.5) * mask.width) / size.width));
        guard.person[i] = (mask.data[row + column] as number) > 127 ? 1 : 0;
      }
    }
  for (const [index, { points }] of faces.entries()) {
    const draw = (
      target: Uint8Array,
      shapes: readonly (readonly number[])[],
      grow: number,
      value: number,
    ) => {
      for (const shape of shapes)
        fill(
          target,
          size,
          shape.map(
            (point) => [(points[point]?.[0] ?? 0) * scale, (points[point]?.[1] ?? 0) * scale] as const,
          ),
          grow,
          value,
        );
    };
    draw(guard.face, [oval], 1.05, Math.min(255, index + 1));
    draw(guard.person, [oval], 1.1, 1);
    draw(guard.features, parts.brows, 1.25, 1);
    draw(guard.features, parts.nose, 1, 1);
    draw(guard.features, parts.lips, 1.1, 1);
    draw(guard.features, parts.eyes, 1.4, 1);
    draw(guard.tender, parts.eyes, 1.9, 1);
    draw(guard.tender, parts.lips, 1.4, 1);
    draw(guard.tender, parts.brows, 1.4, 1);
  }
  return { ...guard, faceWidths: faces.map(({ box }) => box[2] * scale) };
};
