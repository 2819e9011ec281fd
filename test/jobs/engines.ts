import type { Engine, Model } from '../../src/core/engine.ts';
import type { FailureKind } from '../../src/core/failure.ts';

/** An engine like another, of its own name and price; `here` films on this machine. */
const described = (
  { local: _, price: __, ...model }: Model,
  name: string,
  credits: number,
  here: boolean,
): Model => ({
  ...model,
  name: `${name}-model`,
  dataGoesTo: here ? null : [name],
  ...(here && { local: true }),
  ...(credits > 0 && { price: { usd: credits / 100, per: 'clip' } }),
});

export const otherEngine = (like: Engine, name: string, credits: number, here = false): Engine => ({
  ...like,
  name,
  models: () => like.models().map((model) => described(model, name, credits, here)),
  plan: (shot, model) => ({ ...like.plan(shot, model), engine: name, model: `${name}-model`, credits }),
});

/** An engine none of whose takes succeeds. */
export const failing = (engine: Engine, kind: FailureKind): Engine => ({
  ...engine,
  check: async () => ({ state: 'failed', failure: { kind, facts: {} } }),
});
