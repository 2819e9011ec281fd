import type { Size } from '../../../core/shot.ts';
import { cosine, sine } from '../wave.ts';

/** A wave on level water: its length and direction on the ground (in heights of the camera), and its speed. */
type Wave = {
  readonly across: number;
  readonly away: number;
  readonly length: number;
  /** Whole cycles in the clip, so that it comes round. */
  readonly cycles: number;
  readonly phase: number;
};

/** The number of waves, and the shortest and longest of them. */
const [many, shortest, longest] = [26, 0.12, 5] as const;

/** Waves of many lengths and directions: from any distance, some of them are as wide as ripples look there. */
export const wavesOf = (seconds: number, random: () => number): readonly Wave[] =>
  Array.from({ length: many }, (_, index) => {
    const length = shortest * (longest / shortest) ** ((index + random()) / many);
    const heading = 0.09 * (random() - random());
    return {
      length,
      across: sine(heading) / length,
      away: cosine(heading) / length,
      cycles: Math.max(1, Math.round((seconds * (0.35 + 0.2 * random())) / Math.sqrt(length))),
      phase: random(),
    };
  });

/** How visible a wave is where the ground lies `below` the horizon (in frame widths): 0 where too fine or too wide. */
export const seenAt = (length: number, below: number): number => {
  const tall = length * below * below;
  const fine = Math.min(1, Math.max(0, (tall - 0.003) / 0.004));
  const wide = Math.min(1, Math.max(0, (0.055 - tall) / 0.03));
  return fine * wide;
};

/** The phase of a wave in turns, at a place below the horizon. */
export const turnsAt = (wave: Wave, x: number, below: number): number =>
  wave.phase + wave.across * (x / below) + wave.away / below;

/** The nearest that water is to the horizon, in frame widths. */
export const nearest = 0.004;

/** A phase is a whole number of which the lowest 20 bits are one turn. */
const whole = 2 ** 20;

const table = Float32Array.from({ length: 1024 }, (_, i) => {
  const crest = 0.5 + 0.5 * sine(i / 1024);
  // Crests are narrower than troughs. The mean is 0.
  return 2 * crest * crest * crest - 0.625;
});

/**
 * Light on the ripples of level water: finer, weaker and slower towards the horizon (in frame widths below the middle).
 * `level` is how much of each half-size pixel is such water.
 */
export const createRipples = (
  { width, height }: Size,
  horizon: number,
  seconds: number,
  strength: number,
  random: () => number,
): ((picture: Uint8Array, level: Uint8Array, time: number) => void) => {
  const waves = wavesOf(seconds, random);
  const top = Math.max(0, Math.ceil((horizon + nearest) * width + height / 2));
  const rows = Math.max(0, height - top);
  const shares = waves.map(({ length }) =>
    Float32Array.from({ length: rows }, (_, row) => {
      const below = (top + row + 0.5 - height / 2) / width - horizon;
      return strength * 3.4 * seenAt(length, below) * Math.min(1, 0.35 + below / 0.25);
    }),
  );
  // Along a row, the phase of a wave grows evenly.
  const phases = waves.map((wave) => {
    const [starts, steps] = [new Int32Array(rows), new Int32Array(rows)];
    for (let row = 0; row < rows; row += 1) {
      const below = (top + row + 0.5 - height / 2) / width - horizon;
      const turn = turnsAt(wave, 0.5 / width - 0.5, below);
      starts[row] = Math.floor(whole * (turn - Math.floor(turn)));
      steps[row] = Math.round((whole * 2 * wave.across) / (below * width));
    }
    return { starts, steps };
  });
  const wide = width >> 1;
  const light = new Float32Array(wide);
  return (picture, level, time) => {
    const shifts = waves.map(({ cycles }) => Math.round((whole * cycles * time) / seconds));
    for (let row = 0; row < rows; row += 1) {
      const half = ((top + row) >> 1) * wide;
      let [from, to] = [0, wide];
      while (from < to && level[half + from] === 0) from += 1;
      while (from < to && level[half + to - 1] === 0) to -= 1;
      light.fill(0, from, to);
      phases.forEach(({ starts, steps }, index) => {
        const share = (shares[index] as Float32Array)[row] as number;
        if (share === 0) return;
        const step = steps[row] as number;
        let phase = ((starts[row] as number) + (shifts[index] as number) + Math.imul(step, from)) | 0;
        for (let x = from; x < to; x += 1, phase = (phase + step) | 0)
          light[x] = (light[x] as number) + share * (table[(phase >> 10) & 1023] as number);
      });
      for (let x = 2 * from, i = (top + row) * width + x; x < 2 * to; x += 1, i += 1) {
        const water = level[half + (x >> 1)] as number;
        if (water === 0) continue;
        const own = picture[i] as number;
        const value =
          own + ((0.35 + Math.min(own, 300 - own) / 150) * (light[x >> 1] as number) * water) / 255;
        picture[i] = Math.max(16, Math.min(235, Math.round(value)));
      }
    }
  };
};
