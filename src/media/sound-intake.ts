import { createHash } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import { Failure } from '../core/failure.ts';
import type { Beat } from '../core/order.ts';
import { megabyte, soundMegabytes } from '../core/upload-limit.ts';
import { listen } from './beat/hear-beat.ts';
import { startEncoding } from './encoder.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { checkWeight } from './intake.ts';
import { probeSound } from './post/sound-probe.ts';

/** A normalized copy of an uploaded sound: stereo AAC without any metadata. */
export type StoredSoundFile = { readonly bytes: number; readonly sha256: string; readonly beat: Beat | null };

const heaviest = soundMegabytes * megabyte;
/** Several times what the longest clip can use. */
const keptSeconds = 60;
const leastSeconds = 0.1;
const bitrate = 160_000;

/** Missing seconds above which a sound counts as damaged. */
const lost = 0.5;

/** Encodes a sound from a second on. Returns the expected length in seconds. */
const encode = async (
  encoder: EncoderChoice,
  source: string,
  path: string,
  from: number,
  signal: AbortSignal,
): Promise<number> => {
  const { format, seconds } = await probeSound(source, signal);
  if (seconds - from < leastSeconds) throw new Failure('sound_too_short');
  await startEncoding(
    encoder,
    {
      input: { kind: 'sound', path: source, format },
      // What starts after the picture is preceded by silence, so it stays in step with it.
      filters: `aresample=first_pts=0:min_hard_comp=1e9,atrim=start=${from}:end=${from + keptSeconds},asetpts=PTS-STARTPTS`,
      output: { kind: 'aac', path, bitrate },
      frames: null,
      limit: 60,
    },
    signal,
  )
    .finish()
    .catch((error: unknown) => {
      const torn = error instanceof Failure && ['encoder_failed', 'timeout'].includes(error.kind);
      throw torn ? new Failure('sound_damaged', {}, error) : error;
    });
  return Math.min(seconds - from, keptSeconds);
};

/**
 * Re-encodes an untrusted sound, or a video's audio track, from a second on to `target`, completely or not at all, and
 * detects its beat. Throws `Failure` `sound_…`, `cancelled`, `disk_full` or `output_unwritable`.
 */
export const intakeSound = async (
  encoder: EncoderChoice,
  source: string,
  target: string,
  from = 0,
  signal: AbortSignal = new AbortController().signal,
): Promise<StoredSoundFile> => {
  await checkWeight(source, heaviest, 'sound');
  const unheard = `${target}.new`;
  try {
    const due = await encode(encoder, source, unheard, from, signal);
    const { seconds, beat } = await listen(encoder, unheard, signal);
    if (seconds < due - lost) throw new Failure('sound_damaged');
    if (seconds < leastSeconds) throw new Failure('sound_too_short');
    const kept = await readFile(unheard);
    await rename(unheard, target);
    return { bytes: kept.length, sha256: createHash('sha256').update(kept).digest('hex'), beat };
  } finally {
    await rm(unheard, { force: true });
  }
};
