import type { PostStep } from '../../core/post-steps.ts';
import type { ClipFormat, StepResult } from './picture-steps.ts';

/** Share of each side that the camera comes closer by, and how much the midtones rise, at the loudest. */
const closest = 0.03;
const brightest = 0.2;
/** The level at which the light is as it was. */
const even = 0.35;

/** FFmpeg takes filters as one argument, which may not be too long. */
const maxKnots = 300;

const short = (value: number): string => String(Number(value.toFixed(3)));

/** An expression of a frame number that runs through levels, with `step` frames between them. */
const through = (levels: readonly number[], step: number, frame: string): string => {
  const within = (from: number, to: number): string => {
    if (to - from > 1) {
      const middle = (from + to) >> 1;
      return `if(lt(${frame},${short(middle * step)}),${within(from, middle)},${within(middle, to)})`;
    }
    const [level = 0, next = level] = levels.slice(from);
    const slope = (next - level) / step;
    return Math.abs(slope) < 1e-5
      ? short(level)
      : `${short(level)}+${slope.toFixed(5)}*(${frame}-${short(from * step)})`;
  };
  return within(0, levels.length);
};

/** A level for every `count` of them: the loudest. */
const every = (levels: readonly number[], count: number): number[] =>
  levels.flatMap((_, at) => (at % count === 0 ? [Math.max(...levels.slice(at, at + count))] : []));

/** Moves camera and light with levels, one for each tenth of a second. Null if there is no sound. */
export const swell = (
  picture: ClipFormat,
  { strength }: PostStep & { kind: 'swell' },
  levels: readonly number[],
): StepResult | null => {
  if (strength === 0 || !levels.some((level) => level > 0)) return null;
  const count = Math.ceil(levels.length / maxKnots);
  const knots = every(levels, count);
  const step = (picture.fps / 10) * count;
  const near = `(${short(closest * strength)}*(${through(knots, step, 'in')}))`;
  const sides = [`W*${near}`, `H*${near}`, `W-W*${near}`, `H*${near}`];
  const corners = [...sides, `W*${near}`, `H-H*${near}`, `W-W*${near}`, `H-H*${near}`];
  const light = `1+${short(brightest * strength)}*(${through(knots, step, 'n')}-${even})`;
  return {
    picture,
    filters: `perspective=${corners.map((one) => `'${one}'`).join(':')}:interpolation=cubic:eval=frame,eq=gamma='${light}':eval=frame`,
  };
};
