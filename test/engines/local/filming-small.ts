import type { Engine } from '../../../src/core/engine.ts';
import type { RenderInput } from '../../../src/engines/local/render-input.ts';

const third = (side: number): number => 2 * Math.round(side / 6);

/** The local engine with a third of the width and height: for tests in which no detail matters. */
export const filmingSmall = (engine: Engine): Engine => ({
  ...engine,
  plan: (shot, model) => {
    const plan = engine.plan(shot, model);
    const input = plan.input as RenderInput;
    return { ...plan, input: { ...input, width: third(input.width), height: third(input.height) } };
  },
});
