import { readFile, rm } from 'node:fs/promises';
import sharp from 'sharp';
import { Failure } from '../../core/failure.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import { probe } from '../probe.ts';
import { writeBytes, writeWhole } from '../whole-file.ts';

/** Seconds before a moment at which decoding starts. */
const lookBack = 0.5;

/**
 * Writes the frame of a clip that is shown at a second as JPEG, or as PNG when `target` ends in `.png`. Throws `Failure`
 * `bad_output`, or the failures of `startEncoding`.
 */
export const frameAt = async (
  encoder: EncoderChoice,
  clip: string,
  second: number,
  target: string,
  signal: AbortSignal,
): Promise<void> => {
  const { width, height, seconds, fps } = await probe(clip);
  // Half a frame later, so that rounding can't take the frame before it.
  const until = Math.min(seconds, second + 0.5 / fps) + 0.25 / fps;
  const range = `start=${Math.max(0, until - lookBack)}:end=${until}`;
  const path = `${target}.raw`;
  const [evenWidth, evenHeight] = [width & ~1, height & ~1];
  try {
    await startEncoding(
      encoder,
      {
        input: { kind: 'file', path: clip },
        filters: `trim=${range},scale=${evenWidth}:${evenHeight}`,
        output: { kind: 'raw', path, pixels: 'rgb24' },
        frames: null,
        limit: 60,
      },
      signal,
    ).finish();
    const pixels = await readFile(path);
    const length = evenWidth * evenHeight * 3;
    if (pixels.length < length) throw new Failure('bad_output');
    const raw = { width: evenWidth, height: evenHeight, channels: 3 } as const;
    const frame = sharp(pixels.subarray(-length), { raw });
    const picture = target.endsWith('.png')
      ? frame.png()
      : frame.jpeg({ quality: 95, chromaSubsampling: '4:4:4' });
    const bytes = await picture.toBuffer();
    await writeWhole(target, (part) => writeBytes(part, bytes));
  } finally {
    await rm(path, { force: true });
  }
};

/** Writes a clip's last frame. The next clip can continue from it. */
export const lastFrame = (
  encoder: EncoderChoice,
  clip: string,
  target: string,
  signal: AbortSignal,
): Promise<void> => frameAt(encoder, clip, Number.POSITIVE_INFINITY, target, signal);
