import { readFile, rm } from 'node:fs/promises';
import sharp from 'sharp';
import { asFailure, Failure } from '../core/failure.ts';
import { startEncoding } from './encoder.ts';
import type { EncoderChoice } from './encoder-command.ts';
import { type Probe, probe } from './probe.ts';
import { writeBytes } from './whole-file.ts';

const longestMinutes = 10;
export const maxVideoPixels = 4096 * 2304;
const decodeSeconds = 60;

// The ffmpeg command turns pictures by itself.
const turns: Readonly<Record<number, string>> = {
  90: 'transpose=clock,',
  180: 'hflip,vflip,',
  270: 'transpose=cclock,',
};

const examine = async (source: string): Promise<Probe> => {
  const found = await probe(source, 'any').catch((error: unknown) => {
    throw asFailure(error).kind === 'bad_output' ? new Failure('video_unreadable', {}, error) : error;
  });
  if (found.seconds > longestMinutes * 60) throw new Failure('video_too_long', { limit: longestMinutes });
  if (found.width * found.height > maxVideoPixels)
    throw new Failure('photo_too_many_pixels', { limit: Math.floor(maxVideoPixels / 1e6) });
  return found;
};

/**
 * Writes the picture that an untrusted video shows at a second as PNG. Throws `Failure` `video_unreadable`,
 * `video_too_long`, `photo_too_many_pixels`, or `bad_number` for a second after its end.
 */
export const writeStill = async (
  encoder: EncoderChoice,
  source: string,
  second: number,
  target: string,
): Promise<void> => {
  const { format, fps, rotation, seconds, ...size } = await examine(source);
  if (second >= seconds)
    throw new Failure('bad_number', { option: 'at', minimum: 0, maximum: Math.floor(seconds * 10) / 10 });
  const [width, height] = [size.width & ~1, size.height & ~1];
  // The last picture is shown until the end.
  const from = Math.min(second, Math.max(0, seconds - 1.5 / fps));
  const turn = encoder.name === 'node-av' ? (turns[rotation] ?? '') : '';
  const path = `${target}.raw`;
  const signal = new AbortController().signal;
  try {
    await startEncoding(
      encoder,
      {
        input: { kind: 'file', path: source, format },
        filters: `${turn}select='gte(t,${from})',scale=${width}:${height}`,
        output: { kind: 'raw', path, pixels: 'rgb24' },
        frames: 1,
        limit: decodeSeconds,
      },
      signal,
    ).finish();
    const pixels = await readFile(path);
    const length = width * height * 3;
    if (pixels.length < length) throw new Failure('video_unreadable');
    const raw = { width, height, channels: 3 } as const;
    await writeBytes(
      target,
      await sharp(pixels.subarray(0, length), { raw }).png({ compressionLevel: 1 }).toBuffer(),
    );
  } catch (error) {
    const torn = ['encoder_failed', 'timeout'].includes(asFailure(error).kind);
    throw torn ? new Failure('video_unreadable', {}, error) : error;
  } finally {
    await rm(path, { force: true });
  }
};
