/** Time steps per second for onsets. */
export const onsetRate = 200;

/** Borders between drums, voices and cymbals, in hertz. */
const borders = [150, 1_500] as const;

const smoothing = (border: number, rate: number): number => 1 - Math.exp((-2 * Math.PI * border) / rate);

/** Energy of low, middle and high frequencies in every time step. */
const energies = (samples: Float32Array, rate: number): Float32Array[] => {
  const hop = rate / onsetRate;
  const moments = Math.floor(samples.length / hop);
  const bands = [0, 1, 2].map(() => new Float32Array(moments));
  const [low = 0, middle = 0] = borders.map((border) => smoothing(border, rate));
  let [one, two, three, four] = [0, 0, 0, 0];
  for (let at = 0; at < moments * hop; at += 1) {
    const sample = samples[at] as number;
    one += low * (sample - one);
    two += low * (one - two);
    three += middle * (sample - three);
    four += middle * (three - four);
    const moment = Math.floor(at / hop);
    for (const [band, value] of [two, four - two, sample - four].entries()) {
      const sums = bands[band] as Float32Array;
      sums[moment] = (sums[moment] as number) + value * value;
    }
  }
  return bands;
};

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Increase in perceived loudness over the previous steps. Sounds that are quiet compared to the rest count for nothing.
 */
const rises = (energy: Float32Array): Float32Array => {
  const usual = mean(energy);
  if (usual === 0) return new Float32Array(energy.length);
  const felt = energy.map((value) => Math.log1p((4 * value) / usual));
  return felt.map((value, at) => Math.max(0, value - (felt[at - 2] ?? value)));
};

const blurred = (values: Float32Array, kernel: readonly number[]): Float32Array => {
  const half = kernel.length >> 1;
  return values.map((_, at) =>
    kernel.reduce((sum, weight, offset) => sum + weight * (values[at + offset - half] ?? 0), 0),
  );
};

const soft = [0.06, 0.24, 0.4, 0.24, 0.06] as const;

/**
 * Onset strength in every time step of mono samples (from −1 to 1; `rate` a multiple of `onsetRate`), relative to the
 * average around it.
 */
export const onsets = (samples: Float32Array, rate: number): Float32Array => {
  const bands = energies(samples, rate).map(rises);
  const [first] = bands;
  if (first === undefined) return new Float32Array();
  const sum = first.map((_, at) => bands.reduce((total, band) => total + (band[at] as number), 0));
  const around = onsetRate / 2;
  const totals = new Float64Array(sum.length + 1);
  for (let at = 0; at < sum.length; at += 1) totals[at + 1] = (totals[at] as number) + (sum[at] as number);
  const risen = sum.map((value, at) => {
    const [from, to] = [Math.max(0, at - around), Math.min(sum.length, at + around)];
    return Math.max(0, value - ((totals[to] as number) - (totals[from] as number)) / (to - from));
  });
  return blurred(risen, soft);
};
