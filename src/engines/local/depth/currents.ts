import { floatsFrom } from '../../../media/pixels/numbers.ts';
import { box, type Plane, planeOf } from '../../../media/pixels/plane.ts';
import { clamp, ease } from '../wave.ts';
import { withCalm } from './calm-water.ts';
import type { Colours } from './colours.ts';
import { skin } from './cues.ts';
import { type Line, lengthOf } from './lines.ts';
import { fillGaps } from './water-gaps.ts';
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
};

/** The share of a picture that flows or sways, 0 to 1. */
export const flowingShare = (currents: Currents): number => {
  const planes = Object.values(currents);
  const { width, height } = currents.falls;
  const most = planeOf(width, height, (i) => Math.max(...planes.map(({ values }) => values[i] as number)));
  return most.values.reduce((sum, value) => sum + value, 0) / most.values.length;
};

/** Total line length, in photo widths, above which the photo counts as showing a building. */
const built = 6;

/** How much the picture changes around each pixel, and whether it changes horizontally (1) or vertically (-1). */
const textureOf = ({ width, height, values }: Plane, radius: number) => {
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

/** Marks long lines and a little of their surroundings. */
const besideLines = ({ width, height }: Plane, lines: readonly Line[]): Plane => {
  const marks = new Float32Array(width * height);
  for (const { x, y, toX, toY } of lines)
    for (let step = 0; step <= 200; step += 1) {
      const column = Math.round((x + ((toX - x) * step) / 200) * width);
      const row = Math.round((y + ((toY - y) * step) / 200) * width);
      if (column >= 0 && row >= 0 && column < width && row < height) marks[row * width + column] = 1;
    }
  const wide = box({ width, height, values: marks }, 4);
  return { width, height, values: wide.values.map((value) => Math.min(1, 12 * value)) };
};

/** A short steep line, as falling water has many of. The lines of buildings are longer. */
const isStreak = (line: Line): boolean =>
  lengthOf(line) < 0.24 && Math.abs(line.toY - line.y) > 2 * Math.abs(line.toX - line.x);

/** Separates water, clouds, smoke and leaves from what stays still: buildings, rock, people and skin. */
export const currentsOf = (colours: Colours, person: Plane | null, lines: readonly Line[]): Currents => {
  const { luma, blue, red } = colours;
  const { width, height } = luma;
  const { strength, upright } = textureOf(luma, 3);
  const bare = skin(colours);
  const straight = besideLines(luma, lines);
  const edges = besideLines(
    luma,
    lines.filter((line) => !isStreak(line)),
  );
  const services = lines.reduce((sum, line) => sum + lengthOf(line), 0) > built;
  // Grey behind a person who fills the picture is more likely a wall than sky.
  const portrait =
    person !== null && person.values.reduce((sum, value) => sum + value, 0) > 0.25 * person.values.length;
  const free = (i: number, held = straight): boolean =>
    (person?.values[i] ?? 0) < 0.3 && (bare.values[i] as number) < 0.5 && (held.values[i] as number) < 0.5;
  const tint = (i: number) =>
    [blue, red].map(({ values }) => (values[i] as number) - 0.5) as [number, number];
  const grey = (i: number, most: number): boolean => tint(i).reduce((sum, c) => sum + Math.abs(c), 0) < most;
  const mark = (is: (i: number, x: number, y: number) => boolean): Plane =>
    planeOf(width, height, (i, x, y) => (is(i, x, y) ? 1 : 0));
  const clear = pieces(
    mark((i) => {
      const light = luma.values[i] as number;
      const [b, r] = tint(i);
      const airy =
        (b > 0.012 && r < 0.05) || (!portrait && light > 0.62) || (!portrait && grey(i, 0.05) && light > 0.5);
      return free(i) && airy && light > 0.15 && (strength[i] as number) < 0.05;
    }),
    0.04,
    { fromTop: true },
  );
  // Dark clouds and a sunset are sky too when most of it is clear.
  const sky = portrait
    ? clear
    : pieces(
        mark((i, _, y) => {
          const [b, r] = tint(i);
          const green = b < -0.02 && r < 0.03;
          const air = y < 0.65 * height && !green && (luma.values[i] as number) > 0.12;
          return clear.values[i] === 1 || (free(i) && air && (strength[i] as number) < 0.035);
        }),
        0.04,
        { fromTop: true, sure: { plane: clear, share: 0.35 } },
      );
  const solid = (plane: Plane, held = straight): Plane => {
    const wide = box(plane, 4);
    return planeOf(width, height, (i) => (free(i, held) && (wide.values[i] as number) > 0.45 ? 1 : 0));
  };
  const none = planeOf(width, height, () => 0);
  const wet = (i: number, held = straight): boolean => {
    const [b, r] = tint(i);
    return free(i, held) && (sky.values[i] as number) < 0.5 && (grey(i, 0.1) || (b > 0 && r < 0.02));
  };
  const falls = services
    ? none
    : pieces(
        solid(
          mark(
            (i) =>
              wet(i, edges) &&
              (luma.values[i] as number) > 0.2 &&
              (strength[i] as number) > 0.012 &&
              (upright[i] as number) > 0.3,
          ),
          edges,
        ),
        0.02,
      );
  const waves = services
    ? none
    : pieces(
        solid(
          mark(
            (i, _, y) =>
              wet(i) && y > 0.3 * height && (strength[i] as number) > 0.005 && (upright[i] as number) < -0.3,
          ),
        ),
        0.028,
        { wide: 0.33 },
      );
  const level = fillGaps(
    withCalm(waves, colours, (i) => wet(i) && (strength[i] as number) < 0.022),
    colours,
    (i) => !free(i),
  );
  const mean = luma.values.reduce((sum, value) => sum + value, 0) / luma.values.length;
  const smoke = pieces(
    mark(
      (i) =>
        wet(i) &&
        (falls.values[i] as number) + (level.values[i] as number) === 0 &&
        (luma.values[i] as number) > 1.25 * mean + 0.06 &&
        (strength[i] as number) > 0.004 &&
        (strength[i] as number) < 0.035,
    ),
    0.012,
  );
  const leaves = mark((i) => {
    const [b, r] = tint(i);
    return free(i) && b < -0.02 && r < 0.03 && (strength[i] as number) > 0.02;
  });
  const soft = (plane: Plane): Plane => {
    const smooth = box(box(plane, 2), 2);
    return planeOf(width, height, (i) => ease(clamp(smooth.values[i] as number, 0, 1)));
  };
  return {
    falls: soft(falls),
    level: soft(level),
    clouds: soft(sky),
    smoke: services || portrait ? none : soft(smoke),
    leaves: soft(leaves),
  };
};
