import { rm } from 'node:fs/promises';
import type { Beat } from '../../core/order.ts';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';

/** Length and beat of a sound. */
export type SoundAnalysis = { readonly seconds: number; readonly beat: Beat | null };

/**
 * Analyses a sound that we encoded ourselves, AAC in MP4. Throws `Failure` `sound_damaged`, or the failures of
 * `startEncoding`.
 */
export const listen = async (
  encoder: EncoderChoice,
  path: string,
  signal: AbortSignal,
): Promise<SoundAnalysis> => {
  const samples = `${path}.pcm`;
  try {
    await startEncoding(
      encoder,
      {
        input: { kind: 'sound', path, format: 'mov' },
        filters: null,
        output: { kind: 'pcm', path: samples },
        frames: null,
        limit: 60,
      },
      signal,
    ).finish();
    return await askChild<SoundAnalysis>({
      module: childModule(import.meta.url, 'beat-child'),
      task: { path: samples },
      limits: { seconds: 30, memory: 500e6 },
      losses: { slow: 'sound_damaged', greedy: 'sound_damaged', crashed: 'sound_damaged' },
      signal,
    });
  } finally {
    await rm(samples, { force: true });
  }
};
