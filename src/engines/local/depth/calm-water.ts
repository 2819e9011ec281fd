import { box, type Plane } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';

/** How much calm water may differ in brightness and tint from the water next to it. */
const alike = { luma: 0.03, tint: 0.015 } as const;

/** The water with what is calm between and beside its waves: connected, of nearly the same colour and no line. */
export const withCalm = (waves: Plane, { luma, blue, red }: Colours, is: (i: number) => boolean): Plane => {
  const { width, values } = waves;
  const calm = values.slice();
  const mean = [luma, blue, red].map((plane) => box(plane, 2).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const open = [...values.keys()].filter((i) => values[i] === 1);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const x = at % width;
    for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
      if (next < 0 || next >= values.length || calm[next] === 1 || !is(next)) continue;
      const [light, tintBlue, tintRed] = mean.map((plane) =>
        Math.abs((plane[next] as number) - (plane[at] as number)),
      );
      if ((light as number) > alike.luma || (tintBlue as number) + (tintRed as number) > alike.tint) continue;
      calm[next] = 1;
      open.push(next);
    }
  }
  return { ...waves, values: calm };
};
