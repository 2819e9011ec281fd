import { soundRate } from '../encode-steps.ts';

type Filter = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/** K-weighting of ITU-R BS.1770 at 48,000 Hz: the head's shelving filter, then a high-pass. */
const ears: readonly Filter[] = [
  [1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585],
  [1, -2, 1, -1.99004745483398, 0.99007225036621],
];

const channels = 2;
const step = 0.1 * soundRate;
const stepsABlock = 4;

const through = (samples: Float64Array, [b0, b1, b2, a1, a2]: Filter): Float64Array => {
  let [one, two] = [0, 0];
  return samples.map((sample) => {
    const out = b0 * sample + one;
    one = b1 * sample - a1 * out + two;
    two = b2 * sample - a2 * out;
    return out;
  });
};

/** Power of every tenth of a second, over both channels. */
const powers = (samples: Int16Array): number[] => {
  const sums: number[] = new Array(Math.max(1, Math.floor(samples.length / channels / step))).fill(0);
  for (let channel = 0; channel < channels; channel += 1) {
    const plain = Float64Array.from(
      { length: samples.length / channels },
      (_, at) => (samples[at * channels + channel] as number) / 32_768,
    );
    const weighed = ears.reduce(through, plain);
    for (let at = 0; at < Math.min(weighed.length, sums.length * step); at += 1) {
      const place = Math.floor(at / step);
      sums[place] = (sums[place] as number) + (weighed[at] as number) ** 2 / step;
    }
  }
  return sums;
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const inLufs = (power: number): number => -0.691 + 10 * Math.log10(power);

/** Loudness of 16-bit stereo samples in LUFS, pauses excluded. −Infinity for silence. */
export const loudnessOf = (samples: Int16Array): number => {
  const tenths = powers(samples);
  const count = Math.min(stepsABlock, tenths.length);
  const blocks = tenths.slice(count - 1).map((_, at) => mean(tenths.slice(at, at + count)));
  const heard = blocks.filter((power) => inLufs(power) > -70);
  const usual = inLufs(mean(heard));
  return inLufs(mean(heard.filter((power) => inLufs(power) > usual - 10)));
};

const rank = (sorted: readonly number[], share: number): number =>
  sorted[Math.round(share * (sorted.length - 1))] ?? 0;

/** Decibels between what counts as quiet and as loud, at least and at most. */
const narrowest = 8;
const widest = 24;
/** How much of the way a level rises, and how much of it remains, after a tenth of a second. */
const attack = 0.75;
const release = 0.72;

/** How loud 16-bit stereo samples are in every tenth of a second, 0 to 1, compared with the rest of them. */
export const swellOf = (samples: Int16Array): number[] => {
  const tenths = powers(samples).map((power) => Math.max(-70, inLufs(power)));
  const sorted = tenths.filter((loudness) => loudness > -60).sort((one, other) => one - other);
  const loud = rank(sorted, 0.95);
  const range = Math.min(widest, Math.max(narrowest, loud - rank(sorted, 0.1)));
  let level = 0;
  return tenths.map((loudness) => {
    const now = sorted.length === 0 ? 0 : Math.min(1, Math.max(0, 1 + (loudness - loud) / range));
    level = now > level ? level + attack * (now - level) : Math.max(now, release * level);
    return level;
  });
};

/** Target loudness of music streaming services, in LUFS. */
const target = -14;
/** More gain would turn near-silence into noise. */
const maxDecibels = 40;

/** The factor that brings samples to the target loudness. */
export const gainFor = (samples: Int16Array): number => {
  const loudness = loudnessOf(samples);
  return Number.isFinite(loudness) ? 10 ** (Math.min(maxDecibels, target - loudness) / 20) : 1;
};
