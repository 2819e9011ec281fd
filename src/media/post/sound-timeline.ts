import { Failure } from '../../core/failure.ts';
import type { PostStep } from '../../core/post-steps.ts';
import type { SoundIn } from '../encode-plan.ts';
import { fadeBetween, type KnownClip, shownOf } from './other-clips.ts';
import { loopFade } from './picture-steps.ts';
import type { Sound } from './sound-probe.ts';

/** A section of a sound file and its position in the clip. Times and fades are in seconds. */
export type SoundSegment = {
  readonly path: string;
  readonly format: SoundIn['format'];
  readonly from: number;
  readonly seconds: number;
  readonly at: number;
  /** How many times as fast as in the file. `from` is a time in the file, all others are times in the clip. */
  readonly tempo: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** Whether to normalize it to the target loudness. */
  readonly level: boolean;
};

/** A local copy of an untrusted sound and its probed properties. */
export type KnownSound = Sound & { readonly path: string };

const endFade = 0.5;

/** The sound of a clip, and the clip's length in seconds. */
type Heard = { readonly segments: readonly SoundSegment[]; readonly length: number };

const heardIn = ({ path, facts: { audio, seconds } }: KnownClip): Heard => ({
  segments: audio
    ? [{ path, format: 'mov', from: 0, seconds, at: 0, tempo: 1, fadeIn: 0, fadeOut: 0, level: false }]
    : [],
  length: seconds,
});

const cut = ({ segments }: Heard, start: number, end: number): Heard => ({
  segments: segments.flatMap((segment) => {
    const first = Math.max(segment.at, start);
    const seconds = Math.min(segment.at + segment.seconds, end) - first;
    const from = segment.from + (first - segment.at) * segment.tempo;
    return seconds > 0 ? [{ ...segment, from, seconds, at: first - start }] : [];
  }),
  length: end - start,
});

const played = ({ segments, length }: Heard, factor: number): Heard => ({
  segments: segments.map((segment) => ({
    ...segment,
    seconds: segment.seconds / factor,
    at: segment.at / factor,
    tempo: segment.tempo * factor,
  })),
  length: length / factor,
});

const join = (one: Heard, two: Heard, wanted: number): Heard => {
  const fade = fadeBetween(one.length, two.length, wanted);
  const at = one.length - fade;
  const leaving = one.segments.map((segment) =>
    segment.at + segment.seconds > at ? { ...segment, fadeOut: fade } : segment,
  );
  const coming = two.segments.map((segment) => ({
    ...segment,
    at: at + segment.at,
    fadeIn: segment.at < fade ? fade : segment.fadeIn,
  }));
  return { segments: [...leaving, ...coming], length: at + two.length };
};

const attached = (sound: KnownSound, start: number, length: number): Heard => {
  const seconds = Math.min(length, sound.seconds - start);
  if (seconds <= 0) throw new Failure('sound_too_short');
  const { path, format } = sound;
  const fadeOut = Math.min(endFade, seconds);
  return {
    segments: [{ path, format, from: start, seconds, at: 0, tempo: 1, fadeIn: 0, fadeOut, level: true }],
    length,
  };
};

/** Seconds that the end of a sound is heard under its next beginning. */
const overlap = 0.25;

/** A sound that begins again as often as the clip is longer, and fades out at the clip's end. */
const repeated = (sound: KnownSound, start: number, length: number): Heard => {
  let heard = attached(sound, start, Math.min(length, sound.seconds - start));
  while (heard.length < length - 0.1) {
    const left = Math.min(sound.seconds, length - heard.length + overlap);
    heard = join(heard, attached(sound, 0, left), Math.min(overlap, left / 2));
  }
  return heard;
};

/** The sound of the finished clip: its own sound, or what the steps replace it with. */
export const timeline = (
  steps: readonly PostStep[],
  source: KnownClip,
  clips: Readonly<Record<string, KnownClip>>,
  sounds: Readonly<Record<string, KnownSound>>,
): readonly SoundSegment[] => {
  const other = (name: string): Heard[] => (clips[name] ? [heardIn(clips[name])] : []);
  let heard = heardIn(source);
  for (const step of steps) {
    if (step.kind === 'trim') heard = cut(heard, Math.max(0, step.start), Math.min(heard.length, step.end));
    else if (step.kind === 'loop') heard = cut(heard, loopFade(heard.length, step.fade), heard.length);
    else if (step.kind === 'speed') heard = played(heard, step.factor);
    else if (step.kind === 'follow')
      for (const clip of other(step.clip)) heard = join(clip, heard, step.fade);
    else if (step.kind === 'stitch')
      for (const [index, name] of step.clips.entries())
        for (const clip of other(name))
          heard = join(heard, cut(clip, 0, shownOf(step, index, clip.length)), step.fade);
    else if (step.kind === 'sound') {
      const sound = sounds[step.file];
      if (sound === undefined) throw new Failure('internal', {}, `no sound ${step.file}`);
      heard = step.repeats
        ? repeated(sound, step.start, heard.length)
        : attached(sound, step.start, heard.length);
    }
  }
  return heard.segments;
};
