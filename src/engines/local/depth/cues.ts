import type { Plane } from '../../../media/pixels/plane.ts';
import { box, planeOf } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';

/** From 1 at the bottom, where the ground is near, to 0 at the top. */
export const vertical = ({ luma }: Colours): Plane =>
  planeOf(luma.width, luma.height, (_, __, y) => y / Math.max(1, luma.height - 1));

/** 1 in the middle, with a bell-shaped falloff. */
export const centre = ({ luma }: Colours): Plane =>
  planeOf(luma.width, luma.height, (_, x, y) => {
    const right = (x + 0.5) / luma.width - 0.5;
    const down = (y + 0.5) / luma.height - 0.5;
    const fall = 1 + 8 * (right * right + down * down);
    return 1 / (fall * fall);
  });

/** 1 where the colour is that of any human skin; 0 in grey photos. */
export const skin = ({ luma, blue, red }: Colours): Plane => {
  const raw = planeOf(luma.width, luma.height, (i) => {
    const cb = (blue.values[i] as number) * 255;
    const cr = (red.values[i] as number) * 255;
    return cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173 && (luma.values[i] as number) > 0.15 ? 1 : 0;
  });
  return box(raw, Math.max(1, Math.round(luma.width / 80)));
};

const roughness = (luma: Plane): Plane => {
  const smooth = box(luma, 2);
  return box(
    planeOf(luma.width, luma.height, (i) =>
      Math.abs((luma.values[i] as number) - (smooth.values[i] as number)),
    ),
    2,
  );
};

/** 1 where a smooth bright or blue area extends down from the top without a break. */
export const sky = ({ luma, blue }: Colours): Plane => {
  const rough = roughness(luma);
  const likely = (i: number): boolean =>
    (rough.values[i] as number) < 0.015 &&
    ((luma.values[i] as number) > 0.75 ||
      ((blue.values[i] as number) > 0.53 && (luma.values[i] as number) > 0.3));
  const open = new Uint8Array(luma.width).fill(1);
  return planeOf(luma.width, luma.height, (i, x) => {
    if (open[x] === 1 && !likely(i)) open[x] = 0;
    return open[x] as number;
  });
};

/** 1 where the picture is pale and even, like distant things in haze. */
export const haze = ({ luma, blue, red }: Colours): Plane => {
  const raw = planeOf(luma.width, luma.height, (i) => {
    const colour = Math.abs((blue.values[i] as number) - 0.5) + Math.abs((red.values[i] as number) - 0.5);
    const pale = 1 - Math.min(1, colour * 8);
    return Math.max(0, (luma.values[i] as number) - colour) * pale;
  });
  return box(raw, Math.max(2, Math.round(luma.width / 60)));
};
