import { command } from '../src/core/command.ts';
import type { Services } from '../src/jobs/services.ts';
import { unfinished } from './unfinished.ts';

/** What one has waiting or running, with place and expected time. */
export const queue = command({
  name: 'queue',
  options: {},
  run: (services: Services, request) => unfinished(services, request.actor.id),
});
