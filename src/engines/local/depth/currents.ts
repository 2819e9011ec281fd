import { box, type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { clamp, ease } from '../wave.ts';
import { aboveFalls, driftOf, skyOf, underSky } from './air.ts';
import { withCalm } from './calm-water.ts';
import type { Colours } from './colours.ts';
import { skin } from './cues.ts';
import { farShore, flatWater } from './flat-water.ts';
import { isStreak, markLines } from './line-marks.ts';
import { type ImageLine, lengthOf } from './lines.ts';
import { withReflections } from './reflections.ts';
import { rippling } from './rippling.ts';
import { calmSnow, softPieces, withoutGround } from './telling-pieces.ts';
import { fillGaps, withoutHulls } from './water-gaps.ts';
import { pieces } from './wide-pieces.ts';

/**
 * What moves in the air or in water, 0 to 1 each: falling water, level water, clouds, rising smoke,
 * and leaves that only sway.
 */
export type Currents = {
  readonly falls: Plane;
  readonly level: Plane;
  readonly clouds: Plane;
  readonly smoke: Plane;
  readonly leaves: Plane;
  /** How far the clouds may drift, 0 to 1. */
  readonly drift: number;
};

/** Below this share of flowing pixels, the motion is hardly noticeable. */
export const leastFlowing = 0.03;

/** The share of a picture that flows or sways, 0 to 1. */
export const flowingShare = (currents: Currents): number => {
  const { falls, level, clouds, smoke, leaves } = currents;
  const planes = [falls, level, clouds, smoke, leaves];
  const { width, height } = falls;
  const most = planeOf(width, height, (i) => Math.max(...planes.map(({ values }) => values[i] as number)));
  return most.values.reduce((sum, value) => sum + value, 0) / most.values.length;
};

/** Where water, clouds or smoke stream, 0 to 1; 0 everywhere in a picture where only leaves sway. */
export const streamingIn = ({ falls, level, clouds, smoke }: Currents): Plane =>
  [level, clouds, smoke].reduce(either, falls);

/** What looks like falling water under a wide sky, but is less than this share of that sky, is more likely a facade. */
const smallFall = 0.15;

/** Total line length, in photo widths, above which the photo counts as showing a building. */
const built = 6;

const sumOf = ({ values }: Plane): number => values.reduce((sum, value) => sum + value, 0);

const either = (one: Plane, other: Plane): Plane =>
  planeOf(one.width, one.height, (i) => Math.max(one.values[i] as number, other.values[i] as number));

const topRow = ({ width, values }: Plane): Plane => ({ width, height: 1, values: values.slice(0, width) });

/** Separates water, clouds, smoke and leaves from what stays still: buildings, rock, people and skin. */
export const currentsOf = (colours: Colours, person: Plane | null, lines: readonly ImageLine[]): Currents => {
  const { luma, blue, red } = colours;
  const { width, height } = luma;
  const { strength, upright } = rippling(luma, 3);
  // A red sky isn't skin.
  const bare = person === null ? null : skin(colours);
  const straight = markLines(luma, lines);
  const edges = markLines(
    luma,
    lines.filter((line) => !isStreak(line)),
  );
  const services = lines.reduce((sum, line) => sum + lengthOf(line), 0) > built;
  // Grey behind a person who fills the picture is more likely a wall than sky.
  const portrait = person !== null && sumOf(person) > 0.25 * person.values.length;
  const open = (i: number, held = straight): boolean =>
    (person?.values[i] ?? 0) < 0.3 && (bare?.values[i] ?? 0) < 0.5 && (held.values[i] as number) < 0.5;
  const tint = (i: number) =>
    [blue, red].map(({ values }) => (values[i] as number) - 0.5) as [number, number];
  const grey = (i: number, most: number): boolean => tint(i).reduce((sum, c) => sum + Math.abs(c), 0) < most;
  const mark = (is: (i: number, x: number, y: number) => boolean): Plane =>
    planeOf(width, height, (i, x, y) => (is(i, x, y) ? 1 : 0));
  const thin = markLines(luma, lines, 1);
  const pouring = box(
    mark((i) => (strength[i] as number) > 0.012 && (upright[i] as number) > 0.45),
    4,
  ).values;
  const falling = (i: number): boolean => !services && (pouring[i] as number) > 0.5;
  const { sky, hills } = skyOf({
    ...{ colours, strength, portrait, falling },
    indoors: services,
    free: (i) => open(i, thin),
  });
  const free = (i: number, held = straight): boolean => open(i, held) && hills.values[i] === 0;
  const solid = (plane: Plane, held = straight): Plane => {
    const wide = box(plane, 4);
    return planeOf(width, height, (i) => (free(i, held) && (wide.values[i] as number) > 0.45 ? 1 : 0));
  };
  const none = planeOf(width, height, () => 0);
  const wet = (i: number, held = straight): boolean => {
    const [b, r] = tint(i);
    return free(i, held) && (sky.values[i] as number) < 0.5 && (grey(i, 0.1) || (b > 0 && r < 0.02));
  };
  const mean = sumOf(luma) / luma.values.length;
  const streaks = mark(
    (i) =>
      wet(i, edges) &&
      (luma.values[i] as number) > Math.max(0.2, 0.9 * mean) &&
      (strength[i] as number) > 0.012 &&
      (upright[i] as number) > 0.3,
  );
  // White water over rock, beside them.
  const foaming = mark(
    (i) =>
      streaks.values[i] === 1 ||
      (wet(i, edges) &&
        grey(i, 0.07) &&
        (luma.values[i] as number) > mean + 0.2 &&
        (strength[i] as number) > 0.02 &&
        (upright[i] as number) > -0.2),
  );
  const streaming = services
    ? none
    : pieces(solid(foaming, edges), 0.02, { sure: { plane: solid(streaks, edges), share: 0.15 } });
  const falls =
    sumOf(streaming) < smallFall * sumOf(sky)
      ? none
      : withCalm(streaming, colours, (i) => {
          const white = (luma.values[i] as number) > mean + 0.2;
          return white && wet(i) && (strength[i] as number) < 0.03;
        });
  // A picture of nothing but clouds.
  const skyward =
    sky.values.subarray(-width).reduce((sum, value) => sum + value, 0) > 0.3 * width ||
    sumOf(sky) > 0.72 * sky.values.length;
  const rippled = solid(
    mark(
      (i, _, y) =>
        wet(i) && y > 0.3 * height && (strength[i] as number) > 0.005 && (upright[i] as number) < -0.3,
    ),
  );
  const bluish = mark((i) => tint(i)[0] > 0.006);
  const waves =
    services || skyward
      ? none
      : either(
          pieces(rippled, 0.028, { wide: 0.33, top: 0.7 * farShore }),
          pieces(rippled, 0.028, { wide: 0.33, sure: { plane: bluish, share: 0.5 } }),
        );
  const calm = flatWater(colours, strength, sky, (i) => free(i, thin) && (sky.values[i] as number) < 0.5);
  const wavy = underSky(
    either(withoutGround(waves, colours), withoutGround(calm, colours, calmSnow)),
    sky,
    hills,
  );
  const whole = fillGaps(
    withCalm(wavy, colours, (i) => wet(i) && (strength[i] as number) < 0.022),
    colours,
    (i) => !free(i),
  );
  const lying = withReflections(
    withoutHulls(whole, luma),
    colours,
    (i) => free(i, thin) && (sky.values[i] as number) < 0.5 && (luma.values[i] as number) < mean,
  );
  // Water that reaches along the upper edge is a stormy sky.
  const stormy = sumOf(topRow(lying)) > 0.5 * width;
  const level = stormy ? none : lying;
  const smoke = softPieces(
    pieces(
      mark(
        (i) =>
          wet(i) &&
          (falls.values[i] as number) + (level.values[i] as number) === 0 &&
          (luma.values[i] as number) > 1.25 * mean + 0.06 &&
          (strength[i] as number) > 0.004 &&
          (strength[i] as number) < 0.022,
      ),
      0.012,
    ),
    strength,
  );
  const leaves = mark((i) => {
    const [b, r] = tint(i);
    return free(i) && b < -0.02 && r < 0.03 && (strength[i] as number) > 0.02;
  });
  const soft = (plane: Plane): Plane => {
    const smooth = box(box(plane, 2), 2);
    return planeOf(width, height, (i) => ease(clamp(smooth.values[i] as number, 0, 1)));
  };
  const flowing = {
    falls: soft(falls),
    level: soft(level),
    clouds: soft(stormy ? either(sky, lying) : aboveFalls(sky, falls)),
    smoke: services || portrait || falls !== none ? none : soft(smoke),
    leaves: none,
    drift: driftOf(stormy ? lying : sky, strength),
  };
  // Beside real motion, trees that sway look wrong.
  return flowingShare(flowing) < leastFlowing ? { ...flowing, leaves: soft(leaves) } : flowing;
};
