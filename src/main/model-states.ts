import type { Engine, ModelState, ModelStates } from '../core/engine.ts';

const freeState = (engine: Engine): ModelState[] =>
  engine.models().map(({ name, repeatable }) => ({
    ...{ name, engine: engine.name, price: null, repeatable, state: 'on' as const, reason: null },
  }));

/** How the models of all engines stand. */
export const statesOf = (local: Engine, others: readonly ModelStates[]): ModelStates => ({
  list: () => [...freeState(local), ...others.flatMap((states) => states.list())],
  check: async (signal) => {
    await Promise.all(others.map((states) => states.check(signal)));
  },
});
