import { box, type Plane, planeOf } from '../../../media/pixels/plane.ts';
import type { Colours } from './colours.ts';

/** The largest gap, as a share of the picture, and how much it may differ in brightness and tint from its surroundings. */
type Limits = {
  readonly most: number;
  readonly darker: number;
  readonly brighter: number;
  readonly tint: number;
  /** Whether gaps that reach the picture's lower edge are ignored. */
  readonly closed?: true;
};

const foam: Limits = { most: 0.012, darker: 0.1, brighter: 0.3, tint: 0.035 };

/**
 * Water without gaps: foam, glints and shadows that water surrounds flow with it. `held` is what surely stays; of a gap,
 * at most the share `firm` may be. The same for clouds, with other limits.
 */
export const fillGaps = (
  water: Plane,
  { luma, blue, red }: Colours,
  held: (i: number) => boolean,
  alike = foam,
  firm = 0.1,
): Plane => {
  const { width, values } = water;
  const filled = values.slice();
  const seen = new Uint8Array(values.length);
  const planes = [luma, blue, red];
  const gap: number[] = [];
  for (let start = 0; start < values.length; start += 1) {
    if (seen[start] === 1 || values[start] === 1) continue;
    gap.length = 0;
    gap.push(start);
    seen[start] = 1;
    let [solid, shore] = [0, 0];
    const [inner, outer] = [
      [0, 0, 0],
      [0, 0, 0],
    ];
    for (let at = 0; at < gap.length; at += 1) {
      const here = gap[at] as number;
      const x = here % width;
      solid += held(here) ? 1 : 0;
      planes.forEach((plane, i) => {
        inner[i] = (inner[i] as number) + (plane.values[here] as number);
      });
      for (const next of [x > 0 ? here - 1 : -1, x < width - 1 ? here + 1 : -1, here - width, here + width]) {
        if (next < 0 || next >= values.length) continue;
        if (values[next] === 1) {
          shore += 1;
          planes.forEach((plane, i) => {
            outer[i] = (outer[i] as number) + (plane.values[next] as number);
          });
        } else if (seen[next] === 0) {
          seen[next] = 1;
          gap.push(next);
        }
      }
    }
    if (alike.closed && gap.some((i) => i >= values.length - width)) continue;
    if (shore === 0 || gap.length > alike.most * values.length || solid > firm * gap.length) continue;
    const [light, ...tints] = inner.map((sum, i) => sum / gap.length - (outer[i] as number) / shore);
    const tint = tints.reduce((sum, value) => sum + Math.abs(value), 0);
    if ((light as number) < -alike.darker || (light as number) > alike.brighter || tint > alike.tint)
      continue;
    for (const i of gap) filled[i] = 1;
  }
  return { ...water, values: filled };
};

/** Water without the parts that are far darker than most of it: the hull of a boat, or a rock. */
export const withoutHulls = (water: Plane, luma: Plane): Plane => {
  const { width, height, values } = water;
  const smooth = box(luma, 2).values;
  let [sum, count] = [0, 1e-6];
  for (let i = 0; i < values.length; i += 1) {
    sum += (values[i] as number) * (smooth[i] as number);
    count += values[i] as number;
  }
  return planeOf(width, height, (i) =>
    (smooth[i] as number) < sum / count - 0.27 ? 0 : (values[i] as number),
  );
};
