import { open, rm } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';
import type { Motion } from '../core/order.ts';
import type { MarkedFile, Provenance } from '../core/provenance.ts';
import type { Size } from '../core/shot.ts';
import { readClipReport } from './clip-report.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { poster } from './poster.ts';
import { type Probe, probe } from './probe.ts';
import { type Marker, markThumbnail } from './provenance/mark-file.ts';
import { checkFaces } from './score/check-faces.ts';
import { rank } from './score/judge.ts';
import { type ScoreTask, scoreFrames, screen } from './score/score.ts';
import { writeBytes, writeWhole } from './whole-file.ts';

/** A checked clip: its properties and its quality score, 0 to 1. The score is null when it could not be computed. */
type Checked = Pick<Probe, 'width' | 'height' | 'seconds' | 'fps' | 'bytes'> & {
  readonly score: number | null;
};

const firstFrame = async (path: string, { width, height }: Size): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(width * height * 3));
    if (bytesRead < buffer.length) throw new Failure('bad_output');
    return buffer;
  } finally {
    await file.close();
  }
};

/** Share of the score, 0 to 1, that remains after the penalty for distorted faces. */
const likedShare = async (
  encoder: EncoderChoice,
  clip: string,
  facts: Probe,
  signal: AbortSignal,
): Promise<number> => 1 - 0.6 * (await checkFaces(encoder, clip, facts, signal));

/** A clip that can't be scored is still a valid clip. */
const scoreOrNull = async (task: ScoreTask, signal: AbortSignal): Promise<number | null> => {
  try {
    return (await scoreFrames(task, signal)).score;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
};

const maximumSide = 4_096;
const maximumSeconds = 300;

/** Rejects clips larger than any model produces. They could take hours to decode. */
const isModest = ({ width, height, seconds }: Probe): boolean =>
  Math.max(width, height) <= maximumSide && seconds <= maximumSeconds;

/**
 * Checks that a clip plays, scores it against the requested motion, and writes its first frame to `thumbnail` as JPEG.
 * A clip that we rendered ourselves has a report next to it and is not decoded again, unless faces count: distorted
 * faces lower the score. Throws `Failure` `bad_output`, or the failures of `startEncoding`.
 */
export const checkClip = async (
  encoder: EncoderChoice,
  clip: string,
  thumbnail: string,
  asked: Motion,
  signal: AbortSignal,
  facesCount = false,
): Promise<Checked> => {
  const report = await readClipReport(clip);
  if (report !== null) {
    await writeWhole(thumbnail, (part) => writeBytes(part, Buffer.from(report.poster, 'base64')));
    const liked = facesCount ? await likedShare(encoder, clip, report.facts, signal) : 1;
    return { ...report.facts, score: rank(report.measures, asked) * liked };
  }
  const probed = await probe(clip);
  if (!isModest(probed)) throw new Failure('bad_output');
  const path = `${clip}.raw`;
  try {
    const footage = await screen(encoder, clip, probed, path, signal);
    await poster(await firstFrame(path, footage), footage, thumbnail);
    const score = await scoreOrNull({ ...footage, asked }, signal);
    const liked = facesCount && score !== null ? await likedShare(encoder, clip, probed, signal) : 1;
    return { ...probed, score: score === null ? null : score * liked };
  } finally {
    await rm(path, { force: true });
  }
};

/** What has to be known about a clip to finish it. */
export type FinishRequest = {
  readonly motion: Motion;
  readonly about: Provenance;
  /** Number of takes that are ranked against each other. */
  readonly takes: number;
};

/** A checked clip with the mark that says how it was made. */
export type FinishedClip = Checked & { readonly file: MarkedFile };

/** Checks a clip and, as the last step, marks it and its thumbnail with how it was made. Throws what `checkClip` throws. */
export const finishClip = async (
  encoder: EncoderChoice,
  mark: Marker,
  faceAnalysis: 'on' | 'off',
  clip: string,
  thumbnail: string,
  { motion, about, takes }: FinishRequest,
  signal: AbortSignal,
): Promise<FinishedClip> => {
  // Face checks are worth their time only if takes are ranked.
  const facesCount = faceAnalysis === 'on' && takes > 1;
  const checked = await checkClip(encoder, clip, thumbnail, motion, signal, facesCount);
  await markThumbnail(thumbnail, about);
  return { ...checked, ...(await mark(clip, about, signal)) };
};
