import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodePlan } from '../encode-plan.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import { writeBytes } from '../whole-file.ts';
import { swellOf } from './loudness.ts';
import { mix } from './mix.ts';
import type { SoundSegment } from './sound-timeline.ts';

const limit = 60;
const bitrate = 160_000;

/** Limits peaks that levelling has raised. 0.84 is 1.5 dB below full scale. */
const limiter = 'alimiter=limit=0.84:attack=5:release=50:level=disabled';

/** Decodes only this segment to samples. */
const segmentPlan = ({ path, format, from, seconds, tempo }: SoundSegment, target: string): EncodePlan => {
  return {
    input: { kind: 'sound', path, format },
    filters: `atrim=start=${from}:end=${from + seconds * tempo},asetpts=PTS-STARTPTS${tempo === 1 ? '' : `,atempo=${tempo}`}`,
    output: { kind: 'pcm', path: target },
    frames: null,
    limit,
  };
};

const samplesOf = async (path: string): Promise<Int16Array> => {
  const bytes = await readFile(path);
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
};

/** Mixes segments into a WAV file of floating-point samples. */
const mixed = async (
  encoder: EncoderChoice,
  segments: readonly SoundSegment[],
  folder: string,
  signal: AbortSignal,
): Promise<Buffer> => {
  const parts: [SoundSegment, Int16Array][] = [];
  for (const [index, segment] of segments.entries()) {
    const path = join(folder, `sound-${index}.pcm`);
    await startEncoding(encoder, segmentPlan(segment, path), signal).finish();
    parts.push([segment, await samplesOf(path)]);
  }
  return mix(parts);
};

/** How loud segments are together in every tenth of a second, 0 to 1. */
export const levelsOf = async (
  encoder: EncoderChoice,
  segments: readonly SoundSegment[],
  folder: string,
  signal: AbortSignal,
): Promise<number[]> => {
  const wav = await mixed(encoder, segments, folder, signal);
  const samples = Int16Array.from({ length: (wav.length - 44) >> 2 }, (_, at) => {
    const sample = wav.readFloatLE(44 + 4 * at);
    return 32_767 * Math.max(-1, Math.min(1, sample));
  });
  return swellOf(samples);
};

/**
 * Writes the sound of a clip as a separate AAC file inside `folder` and returns its path. Throws the failures of
 * `startEncoding`.
 */
export const makeSound = async (
  encoder: EncoderChoice,
  segments: readonly SoundSegment[],
  folder: string,
  signal: AbortSignal,
): Promise<string> => {
  const [wav, target] = [join(folder, 'sound.wav'), join(folder, 'sound.mp4')];
  await writeBytes(wav, await mixed(encoder, segments, folder, signal));
  const plan: EncodePlan = {
    input: { kind: 'sound', path: wav, format: 'wav' },
    filters: segments.some(({ level }) => level) ? limiter : null,
    output: { kind: 'aac', path: target, bitrate },
    frames: null,
    limit,
  };
  await startEncoding(encoder, plan, signal).finish();
  return target;
};
