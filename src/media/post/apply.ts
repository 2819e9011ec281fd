import { mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../../core/failure.ts';
import type { PostStep } from '../../core/post-steps.ts';
import { passClipReport } from '../clip-report.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import { probe } from '../probe.ts';
import { writeBytes } from '../whole-file.ts';
import { aimCrops } from './aim.ts';
import { aimTexts } from './aim-text.ts';
import { drawNames } from './draw-names.ts';
import { cubeOf } from './looks.ts';
import { mux } from './mux.ts';
import type { KnownClip, NeededFile } from './other-clips.ts';
import { drawText } from './overlay-text.ts';
import { postPlan } from './post-plan.ts';
import { levelsOf, makeSound } from './sound.ts';
import { probeSound } from './sound-probe.ts';
import { type KnownSound, type SoundSegment, timeline } from './sound-timeline.ts';
import { drawWatermark } from './watermark.ts';

/** Paths of the files that steps name. */
export type PostFiles = Readonly<Record<string, string>>;

const pathOf = (files: PostFiles, name: string): string => {
  const path = files[name];
  if (path === undefined) throw new Failure('internal', {}, `no file ${name}`);
  return path;
};

const probeClips = async (
  steps: readonly PostStep[],
  files: PostFiles,
): Promise<Record<string, KnownClip>> => {
  const clips: Record<string, KnownClip> = {};
  const named = steps.flatMap((step) =>
    step.kind === 'stitch' || step.kind === 'beside' ? step.clips : step.kind === 'follow' ? [step.clip] : [],
  );
  for (const name of named) {
    const path = pathOf(files, name);
    clips[name] = { path, facts: await probe(path) };
  }
  return clips;
};

const probeSounds = async (
  steps: readonly PostStep[],
  files: PostFiles,
  signal: AbortSignal,
): Promise<Record<string, KnownSound>> => {
  const sounds: Record<string, KnownSound> = {};
  for (const name of steps.flatMap((step) => (step.kind === 'sound' ? step.file : []))) {
    const path = pathOf(files, name);
    sounds[name] = { path, ...(await probeSound(path, signal)) };
  }
  return sounds;
};

const supply = async (
  encoder: EncoderChoice,
  need: NeededFile,
  files: PostFiles,
  signal: AbortSignal,
): Promise<void> => {
  switch (need.kind) {
    case 'clip':
      return startEncoding(encoder, need.plan, signal).finish();
    case 'mark':
      return drawWatermark(need.mark, need.picture, files, need.target);
    case 'names':
      return drawNames(need.names, need.target);
    case 'text':
      return drawText(need.step, need.picture, need.target);
    case 'look':
      return writeBytes(need.target, Buffer.from(cubeOf(need.look, need.strength)));
  }
};

/** Seconds until a clip begins that comes after another one. */
const secondsBefore = (steps: readonly PostStep[], clips: Readonly<Record<string, KnownClip>>): number =>
  steps.reduce((sum, step) => {
    const seconds = step.kind === 'follow' ? clips[step.clip]?.facts.seconds : undefined;
    return seconds === undefined || step.kind !== 'follow' ? sum : sum + seconds - step.fade;
  }, 0);

/** A sound that no step changed is copied without re-encoding. */
const untouched = ([first, ...others]: readonly SoundSegment[], { path, facts }: KnownClip): boolean =>
  others.length === 0 &&
  first?.path === path &&
  first.from === 0 &&
  first.tempo === 1 &&
  first.seconds === facts.seconds;

/**
 * Applies the steps to the clip at `source` and writes the result, sound included, to `target`, which must be another
 * path. Returns the steps that took effect, and writes nothing when there are none. Throws `Failure` `bad_output`,
 * `invalid_input`, `photo_…`, `sound_…`, or the failures of `startEncoding`.
 */
export const applyPost = async (
  encoder: EncoderChoice,
  wishes: readonly PostStep[],
  source: string,
  target: string,
  files: PostFiles,
  signal: AbortSignal,
  faceAnalysis: 'on' | 'off' = 'on',
): Promise<readonly PostStep[]> => {
  const clip: KnownClip = { path: source, facts: await probe(source) };
  const aimed = await aimCrops(encoder, wishes, clip, faceAnalysis, signal);
  const steps = await aimTexts(encoder, aimed, clip, faceAnalysis, signal);
  const clips = await probeClips(steps, files);
  const sounds = await probeSounds(steps, files, signal);
  const folder = await mkdtemp(join(dirname(target), 'post-'));
  try {
    const pictures = join(folder, 'pictures.mp4');
    const swells = steps.some(({ kind }) => kind === 'swell');
    const levels = swells
      ? await levelsOf(encoder, timeline(steps, clip, clips, sounds), folder, signal)
      : [];
    const post = postPlan(
      steps,
      clip,
      pictures,
      folder,
      clips,
      levels.slice(10 * secondsBefore(steps, clips)),
    );
    if (post.steps.length === 0) return [];
    for (const need of post.needs) await supply(encoder, need, files, signal);
    if (post.plan) await startEncoding(encoder, post.plan, signal).finish();
    const segments = timeline(post.steps, clip, clips, sounds);
    if (segments.length === 0) {
      await rename(pictures, target);
      return post.steps;
    }
    const sound = untouched(segments, clip) ? source : await makeSound(encoder, segments, folder, signal);
    signal.throwIfAborted();
    await mux(post.plan ? pictures : source, sound, target);
    if (!post.plan) await passClipReport(source, target);
    return post.steps;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
