import type { Engine, ModelState, ModelStates } from '../core/engine.ts';
import type { OpenReplicate } from './replicate-models.ts';

const freeState = (engine: Engine): ModelState[] =>
  engine.models().map(({ name, repeatable }) => ({
    ...{ name, engine: engine.name, price: null, repeatable, state: 'on' as const, reason: null },
  }));

/** How the models of all engines stand. */
export const statesOf = (local: Engine, replicate: OpenReplicate | null): ModelStates => ({
  list: () => [...freeState(local), ...(replicate?.states.list() ?? [])],
  check: async (signal) => replicate?.states.check(signal),
});
