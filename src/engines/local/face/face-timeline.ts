import type { FaceAct } from '../../../core/shot.ts';
import { createRandom, createWander } from '../random.ts';
import { clamp, ease, sine } from '../wave.ts';

/**
 * A face's pose and expression at a moment. Angles in radians; all else from 0 to 1, except `smile`, which goes up to
 * the requested strength.
 */
export type FaceMoment = {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** How far both lids are closed. */
  readonly blink: number;
  readonly wink: number;
  readonly smile: number;
  /** How far the mouth is open. */
  readonly mouth: number;
};

export type FaceTimes = {
  readonly act: FaceAct;
  readonly seed: number;
  readonly seconds: number;
  readonly fps: number;
  readonly loop: boolean;
  /** The loudness of the sound per frame, 0 to 1; null without sound. */
  readonly loudness: Float32Array | null;
};

/**
 * Seconds a lid takes to close, stays closed, and takes to open. Half-closed eyes look drunk in a single frame, so there is
 * hardly one in a blink. A wink is held longer.
 */
const blinkTimes = { closing: 0.08, closed: 0.085, opening: 0.13 } as const;
/** From this strength on, a smile is what the clip is about. */
const grownSmile = 1.3;
const winkTimes = { closing: 0.11, closed: 0.6, opening: 0.16 } as const;

/** A lid that is closed by less counts as open. */
const leastShut = 0.02;

type LidTimes = { readonly closing: number; readonly closed: number; readonly opening: number };

/** From 0 to 1 and back to 0 at a constant speed, `since` seconds after it started. */
const rampAt = (since: number, { closing, closed, opening }: LidTimes): number =>
  clamp(since < closing ? since / closing : 1 - (since - closing - closed) / opening, 0, 1);

/** How far a lid is closed: it falls ever faster, and opens fast at first. */
const lidAt = (since: number, times: LidTimes): number => {
  const shut = rampAt(since, times) ** 3;
  return shut < leastShut ? 0 : shut;
};

/** When each blink starts: irregularly, in pauses of the sound, and aligned so that a frame shows the eyes shut. */
const planBlinks = ({ act, seconds, fps, loudness }: FaceTimes, random: () => number): readonly number[] => {
  const count = Math.round(act.blinks * seconds);
  const part = seconds / Math.max(1, count);
  const whole = blinkTimes.closing + blinkTimes.closed + blinkTimes.opening;
  return Array.from({ length: count }, (_, i) => {
    // A smile that has grown is held without a blink.
    const place = act.smile >= grownSmile ? 0.1 + 0.2 * random() : 0.12 + 0.58 * random();
    const wished = quietest(loudness, part * (i + place), fps);
    const shut = Math.ceil((wished + blinkTimes.closing) * fps) / fps;
    return (
      Math.min(shut, Math.floor((seconds - whole) * fps) / fps + blinkTimes.closing) - blinkTimes.closing
    );
  });
};

/** The first quiet frame within half a second, such as a pause between words; else `at` itself. */
const quietest = (loudness: Float32Array | null, at: number, fps: number): number => {
  if (loudness === null) return at;
  const first = Math.round(at * fps);
  for (let frame = first; frame < Math.min(loudness.length, first + 0.5 * fps); frame += 1)
    if ((loudness[frame] as number) < 0.08) return frame / fps;
  return at;
};

/** Nods that follow the speech: a slow nod when the sound gets louder. */
const stress = (loudness: Float32Array, fps: number): Float32Array => {
  const nods = new Float32Array(loudness.length);
  const [rise, fall] = [1 - 2 ** (-1 / (0.09 * fps)), 1 - 2 ** (-1 / (0.25 * fps))];
  let [level, slow] = [0, 0];
  for (let frame = 0; frame < loudness.length; frame += 1) {
    const loud = loudness[frame] as number;
    slow += (loud - slow) * fall * 0.4;
    const push = Math.max(0, loud - slow);
    level += (push - level) * (push > level ? rise : fall);
    nods[frame] = level;
  }
  return nods;
};

/** In seconds: how long a syllable and a pause between phrases take, at least and at most. */
const syllable = { least: 0.17, most: 0.29 } as const;
const pause = { least: 0.16, most: 0.34 } as const;

/** A loudness curve for a clip without sound: syllables in short phrases, from the beginning to the end. */
const murmur = ({ seconds, fps }: FaceTimes, random: () => number): Float32Array => {
  const levels = new Float32Array(Math.ceil(seconds * fps));
  const any = ({ least, most }: { least: number; most: number }) => least + (most - least) * random();
  let [time, left] = [any(pause), 3];
  while (time < seconds - syllable.most) {
    const [length, loud] = [any(syllable), 0.5 + 0.45 * random()];
    for (let frame = Math.ceil(time * fps); frame < (time + length) * fps; frame += 1) {
      const t = (frame / fps - time) / length;
      levels[frame] = Math.max(levels[frame] ?? 0, loud * ease(1 - Math.abs(2 * t - 1)));
    }
    left -= 1;
    time += 0.72 * length + (left === 0 ? 0.28 * length + any(pause) : 0);
    if (left === 0) left = 3 + Math.floor(4 * random());
  }
  return levels;
};

/** Creates a face's motion by frame. The same seed always gives the same motion. */
export const createTimeline = (times: FaceTimes): ((frame: number) => FaceMoment) => {
  const { act, seed, seconds, fps, loop, loudness } = times;
  const random = createRandom(seed ^ 0x0face5);
  const swing = (period: number, rate: number) => {
    const side = random() < 0.5 ? -1 : 1;
    const own = period * (0.88 + 0.3 * random());
    const cycle = loop ? seconds / Math.max(1, Math.round(seconds / own)) : own;
    const begin = 0.16 * random() - 0.08;
    const noise = createWander(random, rate, seconds, loop);
    const [start, stray] = [sine(begin), noise(0)];
    // A quarter of a cycle in, the head has turned as far as it will, so it is seen to move at once.
    return (time: number): number =>
      side * (0.88 * (sine(begin + time / cycle) - start) + 0.35 * (noise(time) - stray));
  };
  const [turn, nod, tilt] = [swing(4.6, 0.45), swing(3.1, 0.6), swing(5.4, 0.4)] as const;
  const blinks = planBlinks(times, random);
  const speech = act.talk > 0 ? (loudness ?? murmur(times, random)) : null;
  const nods = speech === null ? null : stress(speech, fps);
  const winkAt = Math.round((0.3 + 0.12 * random()) * seconds * fps) / fps;
  const grows = 0.08 + 0.06 * random();
  return (frame) => {
    const time = frame / fps;
    const t = time / seconds;
    const lids = Math.max(0, ...blinks.map((begin) => lidAt(time - begin, blinkTimes)));
    const wink = act.wink ? lidAt(time - winkAt, winkTimes) : 0;
    const near = act.wink
      ? ease(rampAt(time - winkAt + 0.25, { closing: 0.4, closed: 0.54, opening: 0.6 }))
      : 0;
    const grown = ease(clamp((t - grows) / 0.3, 0, 1));
    const left = loop ? ease(clamp((1 - t) / 0.22, 0, 1)) : 1;
    return {
      yaw: act.turn * 0.13 * turn(time),
      pitch: act.turn * 0.05 * nod(time) + (nods === null ? 0 : 0.12 * act.talk * (nods[frame] ?? 0)),
      roll: act.turn * 0.032 * tilt(time) + 0.05 * near,
      // Don't blink during a wink.
      blink: near > 0 ? 0 : lids,
      wink,
      smile: act.smile * Math.min(grown, left) + 1.1 * near,
      mouth: act.talk * (speech?.[frame] ?? 0),
    };
  };
};
