import { rm } from 'node:fs/promises';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import type { Probe } from '../probe.ts';

/** Long side in pixels, frame rate and number of frames (five seconds) for checking a clip's faces. */
const [side, rate, frames] = [720, 6, 30];

/**
 * How distorted a clip's faces look, 0 to 1, computed in a child process. 0 when it can't be computed. Takes two
 * seconds, so it is only worth it where takes are ranked.
 */
export const checkFaces = async (
  encoder: EncoderChoice,
  clip: string,
  facts: Pick<Probe, 'width' | 'height'>,
  signal: AbortSignal,
): Promise<number> => {
  const scale = Math.min(1, side / Math.max(facts.width, facts.height));
  const [width, height] = [facts.width, facts.height].map((length) =>
    Math.max(16, Math.round(length * scale)),
  );
  if (width === undefined || height === undefined) return 0;
  const path = `${clip}.faces`;
  const plan = {
    input: { kind: 'file', path: clip },
    filters: `fps=${rate},scale=${width}:${height}`,
    output: { kind: 'raw', path, pixels: 'rgb24' },
    ...{ frames, limit: 60 },
  } as const;
  try {
    await startEncoding(encoder, plan, signal).finish();
    return await askChild<number>({
      module: childModule(import.meta.url, 'face-harm-child'),
      task: { path, width, height },
      limits: { seconds: 60, memory: 700e6 },
      losses: { slow: 'analysis_failed', greedy: 'analysis_failed', crashed: 'analysis_failed' },
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return 0;
  } finally {
    await rm(path, { force: true });
  }
};
