import type { Plan } from '../../../src/core/engine.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Planning } from '../../../src/engines/replicate/planning.ts';

const model = 'wan-video/wan-2.2-i2v-fast';

/** A plan for that model, asked with these fields beside its photo. */
export const planFor = (fields: { readonly [name: string]: Json }): Plan => ({
  engine: 'replicate',
  model,
  input: { ref: model, input: { prompt: 'make it move', ...fields }, photos: { image: 0 } },
  warnings: [],
  credits: 5,
  work: 1,
  seconds: 40,
});

/** One model and the simplest plan, where only what happens to a plan matters. */
export const plainPlanning: Planning = {
  models: () => [
    {
      name: model,
      seconds: { minimum: 1, maximum: 10 },
      ratios: ['photo'],
      resolutions: ['480p'],
      frameRates: [24],
      repeatable: true,
      licence: 'test',
      dataGoesTo: ['Replicate'],
      mark: 'ai-generated',
      price: { usd: 0.05, per: 'clip' },
    },
  ],
  plan: (shot) => planFor({ prompt: shot.prompt || 'make it move', seed: shot.seed }),
};
