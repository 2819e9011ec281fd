import { floatsFrom } from '../../../media/pixels/numbers.ts';
import { box, type Plane } from '../../../media/pixels/plane.ts';

/** How much the picture changes around each pixel, and whether it changes horizontally (1) or vertically (-1). */
export const rippling = ({ width, height, values }: Plane, radius: number) => {
  const empty = () => ({ width, height, values: new Float32Array(values.length) });
  const [across, down, both] = [empty(), empty(), empty()];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1, i = y * width + 1; x < width - 1; x += 1, i += 1) {
      const right = ((values[i + 1] as number) - (values[i - 1] as number)) / 2;
      const low = ((values[i + width] as number) - (values[i - width] as number)) / 2;
      across.values[i] = right * right;
      down.values[i] = low * low;
      both.values[i] = right * low;
    }
  const [xx, yy, xy] = [across, down, both].map((part) => box(part, radius).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const strength = floatsFrom(xx, (value, i) => Math.sqrt(value + (yy[i] as number)));
  const upright = floatsFrom(xx, (value, i) => {
    const [apart, all] = [value - (yy[i] as number), value + (yy[i] as number) + 1e-7];
    // Diagonal changes count as neither.
    return (apart - 0.5 * Math.abs(xy[i] as number) * Math.sign(apart)) / all;
  });
  return { strength, upright };
};
