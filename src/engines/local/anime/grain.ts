import type { Size } from '../../../core/shot.ts';
import { box } from '../../../media/pixels/plane.ts';

/** A channel of a picture, with floating-point values. */
export type Channel = Size & { readonly values: Float32Array };

/** Edge direction at each pixel of a picture, as unit vectors. */
export type Grain = Size & { readonly right: Float32Array; readonly down: Float32Array };

/**
 * The direction in which a picture changes least around each pixel:
 * the minor eigenvector of the smoothed structure tensor.
 */
export const grainOf = ({ width, height, values }: Channel, radius: number): Grain => {
  const plane = () => ({ width, height, values: new Float32Array(values.length) });
  const [across, along, both] = [plane(), plane(), plane()];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1, i = y * width + 1; x < width - 1; x += 1, i += 1) {
      const at = (offset: number) => values[i + offset] as number;
      const [north, south] = [at(-width - 1) + at(-width + 1), at(width - 1) + at(width + 1)];
      const right = at(-width + 1) + at(width + 1) - at(-width - 1) - at(width - 1) + 2 * (at(1) - at(-1));
      const down = south - north + 2 * (at(width) - at(-width));
      across.values[i] = right * right;
      along.values[i] = down * down;
      both.values[i] = right * down;
    }
  const smooth = (part: Channel) => box(box(part, radius), radius).values;
  const [xx, yy, xy] = [smooth(across), smooth(along), smooth(both)];
  const [right, down] = [new Float32Array(values.length), new Float32Array(values.length)];
  for (let i = 0; i < values.length; i += 1) {
    const apart = (xx[i] as number) - (yy[i] as number);
    const mixed = 2 * (xy[i] as number);
    const most = Math.sqrt(apart * apart + mixed * mixed);
    // The major eigenvector is (apart + most, mixed) or (mixed, most - apart): the longer one.
    // Edges run perpendicular to it.
    const [x, y] = apart > 0 ? [-mixed, apart + most] : [apart - most, mixed];
    const length = Math.sqrt(x * x + y * y);
    right[i] = length > 1e-9 ? x / length : 1;
    down[i] = length > 1e-9 ? y / length : 0;
  }
  return { width, height, right, down };
};

/** The same grain for a picture twice as wide and tall. */
export const doubled = ({ width, height, right, down }: Grain): Grain => {
  const double = (values: Float32Array) => {
    const large = new Float32Array(4 * values.length);
    for (let y = 0, i = 0; y < 2 * height; y += 1)
      for (let x = 0; x < 2 * width; x += 1, i += 1) large[i] = values[(y >> 1) * width + (x >> 1)] as number;
    return large;
  };
  return { width: 2 * width, height: 2 * height, right: double(right), down: double(down) };
};

/** Index offset, in a row-major picture of this width, of the pixel `count` steps away in a direction. */
export const offsetOf = (count: number, right: number, down: number, width: number): number =>
  ((count * right + 64.5) | 0) - 64 + (((count * down + 64.5) | 0) - 64) * width;
