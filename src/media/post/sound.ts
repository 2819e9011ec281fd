import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EncodePlan } from '../encode-plan.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import { writeBytes } from '../whole-file.ts';
import { mix } from './mix.ts';
import type { Segment } from './timeline.ts';

const limit = 60;
const bitrate = 160_000;

/** What streaming services bring their music to. */
const loudness = 'loudnorm=I=-14:TP=-1.5:LRA=11';

/** Decodes a segment, and nothing but it, to samples. */
const segmentPlan = ({ path, format, from, seconds, level }: Segment, target: string): EncodePlan => {
  const cut = `atrim=start=${from}:end=${from + seconds},asetpts=PTS-STARTPTS`;
  return {
    input: { kind: 'sound', path, format },
    filters: level ? `${cut},${loudness}` : cut,
    output: { kind: 'pcm', path: target },
    frames: null,
    limit,
  };
};

const samplesOf = async (path: string): Promise<Int16Array> => {
  const bytes = await readFile(path);
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
};

/** Makes what is heard in a clip, as AAC in a file of its own inside `folder`; gives its path. Throws as encoding does. */
export const makeSound = async (
  encoder: EncoderChoice,
  segments: readonly Segment[],
  folder: string,
  signal: AbortSignal,
): Promise<string> => {
  const parts: [Segment, Int16Array][] = [];
  for (const [index, segment] of segments.entries()) {
    const path = join(folder, `sound-${index}.pcm`);
    await startEncoding(encoder, segmentPlan(segment, path), signal).finish();
    parts.push([segment, await samplesOf(path)]);
  }
  const [mixed, target] = [join(folder, 'sound.wav'), join(folder, 'sound.mp4')];
  await writeBytes(mixed, mix(parts));
  const plan: EncodePlan = {
    input: { kind: 'sound', path: mixed, format: 'wav' },
    filters: null,
    output: { kind: 'aac', path: target, bitrate },
    frames: null,
    limit,
  };
  await startEncoding(encoder, plan, signal).finish();
  return target;
};
