import type { Flow } from '../../core/shot.ts';
import { ambient, echoOf } from './flows/ambient-flow.ts';
import { breath } from './flows/breath.ts';
import { breeze } from './flows/breeze-flow.ts';
import type { Bend, Current, Flowing, FlowStage } from './flows/flow-bend.ts';
import { keepWhole } from './flows/heads.ts';
import { turn } from './flows/turn.ts';
import { createRandom } from './random.ts';
import type { RenderInput } from './render-input.ts';
import { cosine } from './wave.ts';

type Kind = {
  readonly start: (flowing: Flowing) => Current;
  /** What moves: the subject, its middle (`round`), everything loose, or the water and air around the subject. */
  readonly part: 'subject' | 'round' | 'loose' | 'air';
  /** Whether a head moves as one piece (`whole`) or follows the flow (`free`). */
  readonly heads: 'whole' | 'free';
};

const kinds: Record<Flow['kind'], Kind> = {
  ambient: { start: ambient, part: 'air', heads: 'free' },
  breath: { start: breath, part: 'subject', heads: 'whole' },
  breeze: { start: breeze, part: 'loose', heads: 'free' },
  turn: { start: turn, part: 'round', heads: 'whole' },
};

/** Motion of the picture itself, independent of the camera. */
export type FlowMotion = {
  readonly part: Kind['part'];
  bend(time: number, stage: FlowStage, echo?: boolean): Bend;
  /** Share of the echo in the picture, 0 to 1. */
  echo(time: number): number;
};

/** Creates the picture's own motion. Times are in seconds. Returns null if the recipe has no flow. */
export const createFlow = ({ recipe, seed, width, height, fps, frames }: RenderInput): FlowMotion | null => {
  const { flow, loop, beat } = recipe;
  if (flow === null) return null;
  const { start, part, heads } = kinds[flow.kind];
  const seconds = frames / fps;
  const current = start({
    amplitude: flow.amplitude,
    seconds,
    tall: height / width,
    random: createRandom(seed ^ 0x5f10e5),
    loop,
    beat: beat ?? { tempo: 120, first: 0 },
    progress: (time) => (loop ? (1 - cosine(time / seconds)) / 2 : time / seconds),
  });
  return {
    part,
    bend: (time, stage, echo = false) => {
      const bend = current(time, stage, echo);
      return heads === 'whole' ? keepWhole(bend, stage.heads) : bend;
    },
    echo: (time) => (flow.kind === 'ambient' ? echoOf(time, seconds) : 0),
  };
};
