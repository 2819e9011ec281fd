import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { takedownReasons } from '../src/core/reported-clip.ts';
import { grant as grantTo, refund as refundJob, spendingOf } from '../src/jobs/balance.ts';
import { pause as pauseEngine } from '../src/jobs/refresh.ts';
import { dismissReports } from '../src/jobs/report-clip.ts';
import type { Services } from '../src/jobs/services.ts';
import { redoJob } from '../src/jobs/submit.ts';
import { takeDown } from '../src/jobs/take-down.ts';

const id = { type: 'id', required: true } as const;
const engine = { type: 'choice', choices: 'engines' } as const;
const checkMilliseconds = 120_000;

/** Grants an owner, such as `discord:123` or `community:discord:456`, credits that don't expire. */
export const grant = command({
  name: 'grant',
  options: {
    owner: { type: 'text', maximum: 200, required: true },
    credits: { type: 'number', minimum: 1, maximum: 10_000_000, whole: true, required: true },
  },
  run: async (services: Services, _request, { owner, credits }) =>
    reply({ key: 'granted', values: { owner, credits, left: await grantTo(services, owner, credits) } }),
});

/** Shows spending, and turns all paid work on or off. */
export const spending = command({
  name: 'spending',
  options: { to: { type: 'choice', choices: ['on', 'off'] } },
  run: async (services: Services, _request, { to }) =>
    reply({ key: 'spending', values: await spendingOf(services, to) }),
});

/** Lists the models of all engines: their prices, and which are off and why. */
export const models = command({
  name: 'models',
  options: { check: { type: 'flag', default: false } },
  run: async (services: Pick<Services, 'models'>, _request, { check }) => {
    if (check === true) await services.models.check(AbortSignal.timeout(checkMilliseconds));
    const list = services.models.list();
    return reply({ key: 'models', values: { count: list.length } }, { models: list });
  },
});

/** Pauses an engine, or all of them: no new work is started. */
export const pause = command({
  name: 'pause',
  options: { engine },
  run: async (services: Services, _request, values) =>
    reply({ key: 'paused', values: { names: await pauseEngine(services, values.engine, true) } }),
});

/** Resumes an engine, or all of them. */
export const resume = command({
  name: 'resume',
  options: { engine },
  run: async (services: Services, _request, values) =>
    reply({ key: 'paused', values: { names: await pauseEngine(services, values.engine, false) } }),
});

/** Retries a failed job. */
const redo = command({
  name: 'redo',
  options: { id },
  run: async (services: Services, _request, values) => {
    const { job, repeated } = await redoJob(services, values.id);
    return reply({ key: 'retried', values: { job: job.id, owner: job.owner, repeated } });
  },
});

/** Refunds what a job cost. */
const refund = command({
  name: 'refund',
  options: { id },
  run: async (services: Services, _request, values) =>
    reply({ key: 'refunded', values: await refundJob(services, values.id) }),
});

/** Removes a clip for everyone. */
const takedown = command({
  name: 'takedown',
  options: { id, reason: { type: 'choice', choices: takedownReasons, required: true } },
  run: async (services: Services, _request, { id, reason }) =>
    reply({ key: 'took_down', values: await takeDown(services, id, reason) }),
});

/** Dismisses the reports about a clip and leaves the clip unchanged. */
const dismiss = command({
  name: 'dismiss',
  options: { id },
  run: async (services: Services, _request, values) =>
    reply({ key: 'dismissed', values: { reports: await dismissReports(services, values.id) } }),
});

/** Commands only the operator may run, at a terminal or on the admin pages, never in a chat. */
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
