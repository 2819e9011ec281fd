import { texturePad } from '../../../media/texture.ts';
import { blinkLids, createLids, isOpen } from '../face/lids.ts';
import { type PatchCanvas, paintPatch } from '../face/patch.ts';
import type { Layer } from '../layers/layer.ts';
import type { Person } from './person.ts';

/** Closes a person's eyes by a share from 0 to 1, in the texture of the layer that shows them. */
export const createEyes = (
  { face, sheet, region, scale }: Person,
  { texture }: Layer,
): ((shut: number) => void) => {
  const { picture, density, left, top } = sheet;
  const { luma, blue, red, width, height } = picture;
  const whole = 1 / (density * scale);
  const canvas: PatchCanvas = {
    clean: { width, height, luma: luma.slice(), blue: blue.slice(), red: red.slice() },
    shown: texture,
    scaleX: density * scale,
    scaleY: density * scale,
    region: {
      left: region.left + left / scale,
      top: region.top + top / scale,
      width: (width - 2 * texturePad) * whole,
      height: (height - 2 * texturePad) * whole,
    },
  };
  const eyes = (['left', 'right'] as const)
    .filter((side) => isOpen(face.eyes[side]))
    .map((side) => createLids(canvas, face, side));
  let before = 0;
  return (shut) => {
    if (Math.abs(shut - before) < 0.004) return;
    for (const { bounds, brush, ink } of eyes)
      paintPatch(canvas, bounds, shut > 0 ? brush(blinkLids(shut)) : null, ink);
    before = shut;
  };
};
