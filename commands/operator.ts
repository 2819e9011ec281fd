import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { takedownReasons } from '../src/core/takedown-reasons.ts';
import { grant as grantTo, spendingOf } from '../src/jobs/balance.ts';
import { dismissReports } from '../src/jobs/open-reports.ts';
import { pause as pauseEngine } from '../src/jobs/pause-engine.ts';
import { redoJob } from '../src/jobs/redo-job.ts';
import { refund as refundJob } from '../src/jobs/refund-job.ts';
import type { Services } from '../src/jobs/services.ts';
import { takeDown } from '../src/jobs/take-down.ts';

const id = { type: 'id', required: true } as const;
const engine = { type: 'choice', choices: 'engines' } as const;
const checkMilliseconds = 120_000;

/** Gives an owner, such as `discord:123` or `community:discord:456`, credits that stay until spent. */
export const grant = command({
  name: 'grant',
  options: {
    owner: { type: 'text', maximum: 200, required: true },
    credits: { type: 'number', minimum: 1, maximum: 10_000_000, whole: true, required: true },
  },
  run: async (services: Services, _request, { owner, credits }) =>
    reply({ key: 'granted', values: { owner, credits, left: await grantTo(services, owner, credits) } }),
});

/** Shows what is spent, and turns all paid work off and on. */
export const spending = command({
  name: 'spending',
  options: { to: { type: 'choice', choices: ['on', 'off'] } },
  run: async (services: Services, _request, { to }) =>
    reply({ key: 'spending', values: await spendingOf(services, to) }),
});

/** The models of all engines: what they cost, and which are off and why. */
export const models = command({
  name: 'models',
  options: { check: { type: 'flag', usual: false } },
  run: async (services: Pick<Services, 'models'>, _request, { check }) => {
    if (check === true) await services.models.check(AbortSignal.timeout(checkMilliseconds));
    const list = services.models.list();
    return reply({ key: 'models', values: { count: list.length } }, { models: list });
  },
});

/** Starts nothing new on an engine, or on any. */
export const pause = command({
  name: 'pause',
  options: { engine },
  run: async (services: Services, _request, values) =>
    reply({ key: 'paused', values: { names: await pauseEngine(services, values.engine, true) } }),
});

/** Lets an engine, or everything, go on. */
export const resume = command({
  name: 'resume',
  options: { engine },
  run: async (services: Services, _request, values) =>
    reply({ key: 'paused', values: { names: await pauseEngine(services, values.engine, false) } }),
});

/** Tries a failed job again. */
const redo = command({
  name: 'redo',
  options: { id },
  run: async (services: Services, _request, values) => {
    const { job, repeated } = await redoJob(services, values.id);
    return reply({ key: 'retried', values: { job: job.id, owner: job.owner, repeated } });
  },
});

/** Gives back what a job has cost. */
const refund = command({
  name: 'refund',
  options: { id },
  run: async (services: Services, _request, values) =>
    reply({ key: 'refunded', values: await refundJob(services, values.id) }),
});

/** Removes a clip from everyone. */
const takedown = command({
  name: 'takedown',
  options: { id, reason: { type: 'choice', choices: takedownReasons, required: true } },
  run: async (services: Services, _request, { id, reason }) =>
    reply({ key: 'took_down', values: await takeDown(services, id, reason) }),
});

/** Leaves a reported clip as it is. */
const dismiss = command({
  name: 'dismiss',
  options: { id },
  run: async (services: Services, _request, values) =>
    reply({ key: 'dismissed', values: { reports: await dismissReports(services, values.id) } }),
});

/** What only the operator may ask, at a terminal or on the admin pages: never in a chat. */
export const operatorCommands = [
  grant,
  spending,
  models,
  pause,
  resume,
  redo,
  refund,
  takedown,
  dismiss,
] as const;
