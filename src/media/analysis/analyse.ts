import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { type SentAnalysis, unpack } from './sent.ts';
import type { PhotoAnalysis } from './types.ts';

/** Resident bytes of the process. The models take about 200 MB of it. */
const memory = 700e6;

/**
 * Analyses what is in a photo, in a child process that ends with the answer. It identifies nobody, and nothing is
 * stored. Throws `Failure` `photo_damaged`, `cancelled`, or `analysis_failed` when the process ran out of time or
 * memory, or crashed.
 */
export const analysePhoto = async (path: string, signal: AbortSignal | null = null): Promise<PhotoAnalysis> =>
  unpack(
    await askChild<SentAnalysis>({
      module: childModule(import.meta.url, 'analysis-child'),
      task: { path },
      limits: { seconds: 60, memory },
      losses: { slow: 'analysis_failed', greedy: 'analysis_failed', crashed: 'analysis_failed' },
      signal,
    }),
  );

/** The analysis of a photo that must not be analysed: only its size. */
export const nothingSeen = ({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): PhotoAnalysis => ({
  width,
  height,
  faces: [],
  people: [],
  mask: null,
  subject: null,
  advice: [],
});
