import type { Size } from '../../../core/shot.ts';
import type { Mask } from '../../../media/analysis/types.ts';
import { guidedFilter } from '../../../media/pixels/guided-filter.ts';
import { bytesFrom, floatsFrom } from '../../../media/pixels/numbers.ts';
import { box, type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { plateOf } from '../../../media/pixels/plate.ts';
import { shrink, within } from '../../../media/pixels/shrink.ts';
import type { PlanarPicture } from '../../../media/planar.ts';
import { type Region, texturePad } from '../../../media/texture.ts';
import type { Currents } from '../depth/currents.ts';
import { sample } from '../lens.ts';
import { differs, thingsIn } from './things-apart.ts';

/** Long side of the copy on which outlines are found, in pixels. */
const side = 800;

/** The inner part of a texture's plane, without its padding. `step` is 2 for colour planes. */
const innerOf = (values: Uint8Array, { width, height }: Size, step: 1 | 2): Uint8Array => {
  const [wide, tall, pad] = [width / step, height / step, texturePad / step];
  const inner = new Uint8Array((wide - 2 * pad) * (tall - 2 * pad));
  for (let y = pad, to = 0; y < tall - pad; y += 1, to += wide - 2 * pad)
    inner.set(values.subarray(y * wide + pad, (y + 1) * wide - pad), to);
  return inner;
};

/** What flows in a texture, of all that shows `region` of the photo, and how much of it is level water. */
export const flowingIn = (
  { falls, level, clouds, smoke }: Currents,
  texture: PlanarPicture,
  region: Region,
  photo: Size,
  free: Plane | null,
): { readonly flows: Mask; readonly water: Mask } => {
  const inner = { width: texture.width - 2 * texturePad, height: texture.height - 2 * texturePad };
  const half = { width: inner.width / 2, height: inner.height / 2 };
  const small = within(inner, side);
  const planes = [
    { ...small, values: shrink(innerOf(texture.luma, texture, 1), inner, small, 1) },
    ...[texture.blue, texture.red].map((values) => ({
      ...small,
      values: shrink(innerOf(values, texture, 2), half, small, 1),
    })),
  ].map((plane) => ({ ...plane, values: plane.values.map((value) => value / 255) })) as [Plane, Plane, Plane];
  const onPhoto = (plane: Plane): Plane =>
    planeOf(small.width, small.height, (_, x, y) =>
      sample(
        plane,
        (region.left + ((x + 0.5) * region.width) / small.width) / photo.width,
        (region.top + ((y + 0.5) * region.height) / small.height) / photo.height,
      ),
    );
  const air = onPhoto(clouds);
  const water = onPhoto(level);
  const other = [falls, smoke].map(onPhoto) as [Plane, Plane];
  const all = planeOf(small.width, small.height, (i) =>
    Math.min(
      1,
      (air.values[i] as number) +
        (water.values[i] as number) +
        (other[0].values[i] as number) +
        (other[1].values[i] as number),
    ),
  );
  const edged = guidedFilter(planes[0], all, Math.round(side / 90), 4e-4).values;
  const [inAir, inWater] = [
    thingsIn(air, planes, side, differs.air),
    thingsIn(water, planes, side, differs.water),
  ];
  const things = { ...small, values: floatsFrom(inAir, (value, i) => Math.max(value, inWater[i] as number)) };
  const held = box(box(things, 3), 2).values;
  const may = free && onPhoto(free).values;
  const byte = (value: number) => Math.round(255 * Math.min(1, Math.max(0, value)));
  const flows = bytesFrom(edged, (value, i) =>
    byte(((value - 0.35) / 0.4) * (1 - Math.min(1, 5 * (held[i] as number))) * (may?.[i] ?? 1)),
  );
  return {
    flows: { ...small, data: flows },
    water: {
      ...small,
      data: bytesFrom(water.values, (value, i) => ((flows[i] as number) * byte(value)) / 255),
    },
  };
};

/** The texture with the sky or water continued behind what stays still, so that nothing of that flows along. */
export const withoutStill = (
  texture: PlanarPicture,
  { flows }: { readonly flows: Mask },
  random: () => number,
) => {
  const { width, height, luma, blue, red } = texture;
  const wide = width / 2;
  const packed = new Uint8Array(3 * width * height);
  const matte = new Uint8Array(width * height);
  const mask: Plane = { ...flows, values: floatsFrom(flows.data, (value) => 255 - value) };
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 1) {
      const j = (y >> 1) * wide + (x >> 1);
      packed[3 * i] = luma[i] as number;
      packed[3 * i + 1] = blue[j] as number;
      packed[3 * i + 2] = red[j] as number;
      matte[i] = sample(
        mask,
        (x + 0.5 - texturePad) / (width - 2 * texturePad),
        (y + 0.5 - texturePad) / (height - 2 * texturePad),
      );
    }
  const plate = plateOf(packed, matte, { width, height }, { grow: 0.004, depth: 0.06, side: 360 }, random);
  const half = (channel: number) =>
    bytesFrom(blue, (_, j) => {
      const at = 3 * (2 * Math.floor(j / wide) * width + 2 * (j % wide)) + channel;
      return (
        ((plate[at] as number) +
          (plate[at + 3] as number) +
          (plate[at + 3 * width] as number) +
          (plate[at + 3 * width + 3] as number) +
          2) >>
        2
      );
    });
  return {
    width,
    height,
    luma: bytesFrom(luma, (_, i) => plate[3 * i] as number),
    blue: half(1),
    red: half(2),
  };
};
