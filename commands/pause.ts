import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { pause as pauseEngine } from '../src/jobs/pause-engine.ts';
import type { Services } from '../src/jobs/services.ts';

const options = { engine: { type: 'choice', choices: 'engines' } } as const;

/** The operator lets nothing new begin on an engine, or on any. */
export const pause = command({
  name: 'pause',
  options,
  run: async (services: Services, _request, { engine }) =>
    reply({ key: 'paused', values: { names: await pauseEngine(services, engine, true) } }),
});

/** The operator lets an engine, or everything, go on. */
export const resume = command({
  name: 'resume',
  options,
  run: async (services: Services, _request, { engine }) =>
    reply({ key: 'paused', values: { names: await pauseEngine(services, engine, false) } }),
});
