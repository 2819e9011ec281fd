import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { type SentAnalysis, unpack } from './sent.ts';
import type { PhotoAnalysis } from './types.ts';

/** Resident bytes of the process: about 200 MB are the models'. */
const memory = 700e6;

/**
 * Sees what is in a photo, in a process of its own that ends with the answer. It recognizes nobody; nothing is stored.
 * Throws Failure `photo_damaged`, `cancelled`, or
 * `analysis_failed` where the process ran out of time or memory, or crashed.
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

/** What is known of a photo that nobody may look at: its size. */
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
