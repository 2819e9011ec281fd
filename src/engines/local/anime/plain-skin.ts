import type { Size } from '../../../core/shot.ts';
import type { Point, SeenFace } from '../../../media/analysis/types.ts';
import { texturePad } from '../../../media/texture.ts';
import { frameOf, onFace } from '../face/face-frame.ts';
import type { PatchCanvas } from '../face/patch.ts';
import { clamp } from '../wave.ts';

/** Face mesh points along brows, lids, nostrils and lips, where a drawn face has lines. */
const drawn = [
  ...[70, 63, 105, 66, 107, 46, 53, 52, 65, 55, 300, 293, 334, 296, 336, 276, 283, 282, 295, 285],
  ...[246, 161, 160, 159, 158, 157, 173, 33, 133, 7, 163, 144, 145, 153, 154, 155],
  ...[466, 388, 387, 386, 385, 384, 398, 362, 263, 249, 390, 373, 374, 380, 381, 382],
  ...[61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  ...[95, 88, 178, 87, 14, 317, 402, 318, 324, 146, 91, 181, 84, 17, 314, 405, 321, 375, 98, 327, 2],
];

/** How much of each pixel is plain facial skin, 0 to 1, at half the texture's size. */
export const plainSkin = (
  faces: readonly SeenFace[],
  canvas: PatchCanvas,
  { width, height }: Size,
): Float32Array => {
  const skin = new Float32Array(width * height);
  const { scaleX, scaleY, region } = canvas;
  const [stepX, stepY] = [2 / scaleX, 2 / scaleY];
  const [startX, startY] = [region.left - texturePad / scaleX, region.top - texturePad / scaleY];
  for (const face of faces) {
    const frame = frameOf(face);
    const [top, chin] = [onFace(frame, face.points[10] as Point), onFace(frame, face.points[152] as Point)];
    const middle = (top.down + chin.down) / 2;
    const [across, down] = [0.47 * frame.width, 0.5 * (chin.down - top.down)];
    const spots = drawn.map((index) => onFace(frame, face.points[index] as Point));
    // Covers the face oval at any head tilt.
    const reach = 1.1 * Math.max(across, down) + Math.abs(middle);
    const range = (from: number, to: number, start: number, step: number, most: number) =>
      [
        clamp(Math.floor((from - start) / step), 0, most),
        clamp(Math.ceil((to - start) / step), 0, most),
      ] as const;
    const [left, right] = range(frame.x - reach, frame.x + reach, startX, stepX, width);
    const [upper, lower] = range(frame.y - reach, frame.y + reach, startY, stepY, height);
    for (let row = upper; row < lower; row += 1)
      for (let column = left; column < right; column += 1) {
        const at = onFace(frame, [startX + (column + 0.5) * stepX, startY + (row + 0.5) * stepY]);
        const [x, y] = [at.across / across, (at.down - middle) / down];
        const away = Math.sqrt(x * x + y * y);
        if (away > 1) continue;
        let nearest = 1e9;
        for (const spot of spots) {
          const [a, b] = [at.across - spot.across, at.down - spot.down];
          nearest = Math.min(nearest, a * a + b * b);
        }
        const features = clamp((Math.sqrt(nearest) / frame.width - 0.035) / 0.03, 0, 1);
        const i = row * width + column;
        skin[i] = Math.max(skin[i] as number, features * clamp((1 - away) / 0.12, 0, 1));
      }
  }
  return skin;
};
