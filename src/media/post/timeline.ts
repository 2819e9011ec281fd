import { Failure } from '../../core/failure.ts';
import type { PostStep } from '../../core/post.ts';
import type { SoundIn } from '../encode-plan.ts';
import { fadeBetween, type KnownClip } from './plan.ts';
import type { Sound } from './sound-probe.ts';

/** A stretch of a sound file and its place in the clip; times and fades are in seconds. */
export type Segment = {
  readonly path: string;
  readonly format: SoundIn['format'];
  readonly from: number;
  readonly seconds: number;
  readonly at: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  /** Whether it is brought to the usual loudness. */
  readonly level: boolean;
};

/** A stranger's sound on this machine and what probing told of it. */
export type KnownSound = Sound & { readonly path: string };

const endFade = 0.5;

const own = ({ path, facts }: KnownClip, at: number, fadeIn: number): Segment[] =>
  facts.audio
    ? [{ path, format: 'mov', from: 0, seconds: facts.seconds, at, fadeIn, fadeOut: 0, level: false }]
    : [];

const cut = (segments: readonly Segment[], start: number, end: number): Segment[] =>
  segments.flatMap((segment) => {
    const first = Math.max(segment.at, start);
    const seconds = Math.min(segment.at + segment.seconds, end) - first;
    const from = segment.from + first - segment.at;
    return seconds > 0 ? [{ ...segment, from, seconds, at: first - start }] : [];
  });

const attached = (sound: KnownSound, start: number, length: number): Segment[] => {
  const seconds = Math.min(length, sound.seconds - start);
  if (seconds <= 0) throw new Failure('sound_too_short');
  const { path, format } = sound;
  const fadeOut = Math.min(endFade, seconds);
  return [{ path, format, from: start, seconds, at: 0, fadeIn: 0, fadeOut, level: true }];
};

/** What is heard in the finished clip: its own sound, or what the steps put in its place. */
export const timeline = (
  steps: readonly PostStep[],
  source: KnownClip,
  clips: Readonly<Record<string, KnownClip>>,
  sounds: Readonly<Record<string, KnownSound>>,
): Segment[] => {
  let segments = own(source, 0, 0);
  let length = source.facts.seconds;
  for (const step of steps) {
    if (step.kind === 'trim') {
      const [start, end] = [Math.max(0, step.start), Math.min(length, step.end)];
      segments = cut(segments, start, end);
      length = end - start;
    } else if (step.kind === 'stitch') {
      for (const clip of step.clips.flatMap((name) => clips[name] ?? [])) {
        const fade = fadeBetween(length, clip.facts.seconds, step.fade);
        const at = length - fade;
        const faded = segments.map((segment) =>
          segment.at + segment.seconds > at ? { ...segment, fadeOut: fade } : segment,
        );
        segments = [...faded, ...own(clip, at, fade)];
        length = at + clip.facts.seconds;
      }
    } else if (step.kind === 'sound') {
      const sound = sounds[step.file];
      if (sound === undefined) throw new Failure('internal', {}, `no sound ${step.file}`);
      segments = attached(sound, step.start, length);
    }
  }
  return segments;
};
