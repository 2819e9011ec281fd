import type { Beat } from '../../core/order.ts';
import { onsetRate, onsets } from './onsets.ts';

const slowest = 60;
const fastest = 200;
/** In shorter sounds, a beat can't be distinguished from chance. */
const leastSeconds = 4;
/** Share of the onsets that must repeat after one, two and three beats. Speech stays below, drummers reach 0.6. */
const sure = 0.4;
/**
 * What repeats every beat also repeats every two: of tempos that fit about as well as the best, the fastest is chosen.
 */
const preference = 0.7;
/** Clips are short, so only the beginning is heard. */
const fineSeconds = 20;

const at = (values: Float32Array, place: number): number => {
  const whole = Math.floor(place);
  const share = place - whole;
  return (values[whole] ?? 0) * (1 - share) + (values[whole + 1] ?? 0) * share;
};

/** Autocorrelation of a curve for every lag, from 1 (identical) down. */
const likeness = (course: Float32Array, lags: number): Float32Array => {
  const mean = course.reduce((sum, value) => sum + value, 0) / course.length;
  const product = (lag: number): number => {
    let sum = 0;
    for (let moment = lag; moment < course.length; moment += 1)
      sum += ((course[moment] as number) - mean) * ((course[moment - lag] as number) - mean);
    return sum / (course.length - lag);
  };
  const whole = product(0);
  return Float32Array.from({ length: lags }, (_, lag) => (whole > 0 ? product(lag) / whole : 0));
};

/** The tempo with the strongest repetition. Null when nothing surely repeats. */
const roughTempo = (course: Float32Array): number | null => {
  const longest = Math.ceil((onsetRate * 60 * 3) / slowest) + 2;
  const like = likeness(course, Math.min(longest, course.length >> 1));
  const tempos = Array.from({ length: (fastest - slowest) * 2 + 1 }, (_, step) => slowest + step / 2);
  const found = tempos.map((tempo) => {
    const lag = (onsetRate * 60) / tempo;
    const repeats = [1, 2, 3].map((times) => at(like, times * lag));
    return { tempo, strength: repeats.reduce((sum, value) => sum + value, 0) / repeats.length };
  });
  const best = Math.max(...found.map(({ strength }) => strength));
  if (best < sure) return null;
  const good = found.filter(({ strength }) => strength >= preference * best);
  const top = good.at(-1)?.tempo ?? slowest;
  // The fastest good tempo lies on its own peak; choose the top of that peak.
  const hill = good.filter(({ tempo }) => tempo > top * 0.94);
  const { tempo, strength } = hill.reduce((one, other) => (other.strength > one.strength ? other : one));
  return strength < sure ? null : tempo;
};

/** Fourier coefficient of the onsets at a frequency, as a complex number: long when the onsets coincide. */
const turned = (course: Float32Array, turns: number): readonly [number, number] => {
  let [real, imaginary] = [0, 0];
  for (let moment = 0; moment < course.length; moment += 1) {
    const value = course[moment] as number;
    if (value === 0) continue;
    const angle = 2 * Math.PI * turns * moment;
    real += value * Math.cos(angle);
    imaginary += value * Math.sin(angle);
  }
  return [real, imaginary];
};

const harmonics = [1, 2, 3, 4] as const;

const fineTempo = (course: Float32Array, rough: number): number => {
  const tempos = Array.from({ length: 121 }, (_, step) => rough * (1 + (step - 60) / 4_000));
  const fits = tempos.map((tempo) =>
    harmonics.reduce((sum, harmonic) => {
      const [real, imaginary] = turned(course, (harmonic * tempo) / 60 / onsetRate);
      return sum + real * real + imaginary * imaginary;
    }, 0),
  );
  return tempos[fits.indexOf(Math.max(...fits))] ?? rough;
};

/** Offset of the first beat in onset steps, found by summing all beats at each offset. */
const phase = (course: Float32Array, tempo: number): number => {
  const period = (onsetRate * 60) / tempo;
  const places = Array.from({ length: Math.floor(period * 4) }, (_, step) => step / 4);
  const sums = places.map((place) => {
    let sum = 0;
    for (let moment = place; moment < course.length; moment += period) sum += at(course, moment);
    return sum;
  });
  return places[sums.indexOf(Math.max(...sums))] ?? 0;
};

/** The steady beat of mono samples (from −1 to 1; `rate` a multiple of 200). Null when there is none. */
export const findBeat = (samples: Float32Array, rate: number): Beat | null => {
  if (samples.length < leastSeconds * rate) return null;
  const course = onsets(samples, rate);
  const rough = roughTempo(course);
  if (rough === null) return null;
  const beginning = course.subarray(0, fineSeconds * onsetRate);
  const tempo = fineTempo(beginning, rough);
  return { tempo, first: phase(beginning, tempo) / onsetRate };
};
