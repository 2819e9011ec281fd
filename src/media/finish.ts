import { readFile, rm } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';
import { startEncoding } from './encoder.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { judgedFrames, readLook } from './look.ts';
import { poster } from './poster.ts';
import { type Probe, probe } from './probe.ts';
import { steadiness } from './steadiness.ts';
import { writeBytes, writeWhole } from './whole-file.ts';

/** A checked clip: what it is and how steady it is, 0 to 1. */
export type Finished = Probe & { readonly score: number };

/**
 * Checks that a clip plays, scores it, and writes its first frame to `thumbnail` as JPEG. A clip that we have made
 * ourselves has its look beside it and is not decoded again.
 * Throws Failure `bad_output`, or as encoding does.
 */
export const finish = async (
  encoder: EncoderChoice,
  clip: string,
  thumbnail: string,
  signal: AbortSignal,
): Promise<Finished> => {
  const look = await readLook(clip);
  if (look !== null) {
    await writeWhole(thumbnail, (part) => writeBytes(part, Buffer.from(look.poster, 'base64')));
    return { ...look.facts, score: look.score };
  }
  const probed = await probe(clip);
  const { width, height } = probed;
  const scale = Math.min(1, 320 / Math.max(width, height));
  const size = {
    width: Math.max(2, Math.round(width * scale)),
    height: Math.max(2, Math.round(height * scale)),
  };
  const path = `${clip}.raw`;
  await startEncoding(
    encoder,
    {
      input: { kind: 'file', path: clip },
      filters: `scale=${size.width}:${size.height}`,
      output: { kind: 'raw', path, pixels: 'rgb24' },
      frames: judgedFrames,
      limit: 60,
    },
    signal,
  ).finish();
  const pixels = await readFile(path).finally(() => rm(path, { force: true }));
  const length = size.width * size.height * 3;
  if (pixels.length < length) throw new Failure('bad_output');
  await poster(pixels.subarray(0, length), size, thumbnail);
  return { ...probed, score: steadiness(pixels, length, 3) };
};
