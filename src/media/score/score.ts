import type { Motion } from '../../core/order.ts';
import { askChild } from '../ask-child.ts';
import { childModule } from '../child.ts';
import { startEncoding } from '../encoder.ts';
import type { EncoderChoice } from '../encoder-command.ts';
import type { Probe } from '../probe.ts';
import type { Footage } from './footage.ts';
import type { Score } from './judge.ts';

/** Footage in a file, and the motion it should show. */
export type ScoreTask = Omit<Footage, 'pixels'> & { readonly path: string; readonly asked: Motion };

const judgedWidth = 320;
const judgedRate = 30;
/** Ten seconds, which take about two seconds to judge. */
const judgedFrames = 300;

/** Judges raw frames in a child process. Throws `Failure` `bad_output` or `cancelled`. */
export const scoreFrames = (task: ScoreTask, signal: AbortSignal): Promise<Score> =>
  askChild<Score>({
    module: childModule(import.meta.url, 'score-child'),
    task,
    limits: { seconds: 60, memory: 500e6 },
    losses: { slow: 'bad_output', greedy: 'bad_output', crashed: 'bad_output' },
    signal,
  });

/** Decodes a clip's first seconds, scaled down, into raw frames at `path`. Throws the failures of `startEncoding`. */
export const screen = async (
  encoder: EncoderChoice,
  clip: string,
  facts: Probe,
  path: string,
  signal: AbortSignal,
): Promise<Omit<ScoreTask, 'asked'>> => {
  const scale = Math.min(1, judgedWidth / Math.max(facts.width, facts.height));
  const width = Math.max(16, Math.round(facts.width * scale));
  const height = Math.max(16, Math.round(facts.height * scale));
  const fps = Math.min(judgedRate, facts.fps);
  const plan = {
    input: { kind: 'file', path: clip },
    filters: `fps=${fps},scale=${width}:${height}`,
    output: { kind: 'raw', path, pixels: 'rgb24' },
    frames: judgedFrames,
    limit: 60,
  } as const;
  await startEncoding(encoder, plan, signal).finish();
  return { path, width, height, channels: 3, fps };
};
