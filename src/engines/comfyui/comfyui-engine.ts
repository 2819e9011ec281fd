import { isLoopback } from '../../core/allowed-hosts.ts';
import { type Engine, type Operation, operatorServer } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import type { Log } from '../../core/log.ts';
import { away, type Server } from './comfyui-api.ts';
import { createListeners } from './comfyui-progress.ts';
import { type ComfyReceipt, promptIdOf, receiptOf, receiptShape, wipe } from './comfyui-receipt.ts';
import { begin, search } from './comfyui-start.ts';
import { checkTake, collectClip, stop } from './comfyui-take.ts';
import { describeWorkflow, planWorkflow, takesPhotos, type WorkflowInput } from './plan-workflow.ts';
import type { ServerWatch } from './watch-servers.ts';
import type { Workflow } from './workflow.ts';

export type ComfyuiParts = {
  readonly servers: readonly Server[];
  readonly workflows: readonly Workflow[];
  readonly watch: ServerWatch;
  readonly log: Log;
  readonly tuning?: Partial<Tuning>;
};

type Tuning = {
  /** Seconds after which a call whose response was lost can no longer be in flight. */
  readonly grace: number;
  /** Seconds after which the search for a take stops waiting for servers that don't answer. */
  readonly searched: number;
  /** Milliseconds a take may be neither queued nor finished before it counts as lost. */
  readonly forgotten: number;
  /** Milliseconds a cancelled take has to leave the queue. */
  readonly leaving: number;
};

const usual: Tuning = { grace: 15, searched: 120, forgotten: 3_000, leaving: 10_000 };
const idle = 60_000;
const name = 'comfyui';

/** Who sees the photo on these servers; null when all of them run on this machine. */
const seenBy = (servers: readonly Server[]): readonly string[] | null =>
  servers.every(({ url }) => isLoopback(new URL(url))) ? null : [operatorServer];

/** Renders on the operator's own ComfyUI servers, at no cost. The prompt id comes from the idempotency key. */
export const createComfyuiEngine = ({
  servers,
  workflows,
  watch,
  log,
  tuning: given,
}: ComfyuiParts): Engine => {
  const tuning = { ...usual, ...given };
  const listeners = createListeners(idle);
  /** When each take was first seen neither queued nor finished. */
  const missing = new Map<string, number>();
  const able = () => workflows.filter((workflow) => watch.serversFor(workflow.name).length > 0);
  const workflowNamed = (wanted: string): Workflow => {
    const found = workflows.find((workflow) => workflow.name === wanted);
    if (found === undefined) throw new Failure('invalid_input', { model: wanted });
    return found;
  };
  const workflowOf = (plan: { readonly input: unknown }) =>
    workflowNamed((plan.input as WorkflowInput).workflow);

  const whereIs = (operation: Operation): { readonly server: Server; readonly receipt: ComfyReceipt } => {
    const receipt = receiptShape.parse(operation);
    const server = servers.find(({ url }) => url === receipt.server);
    if (server === undefined) throw away(new Error('its server is no longer configured'));
    return { server, receipt };
  };

  return {
    name,
    parallel: servers.length,
    // Per server, one that renders and one that waits.
    jobs: 2 * servers.length,
    models: () => able().map((workflow) => describeWorkflow(workflow, seenBy(servers))),
    down: () => (watch.failure() === null ? null : { kind: 'unavailable', facts: { name: 'ComfyUI' } }),
    plan: (shot, model) => {
      const fitting = able().find((workflow) => takesPhotos(workflow, shot.photos.length));
      const workflow = model === null ? fitting : workflowNamed(model);
      if (workflow === undefined) throw away(new Error('no workflow fits'));
      return { engine: name, ...planWorkflow(shot, workflow) };
    },
    start: async (plan, context) => begin(watch, workflowOf(plan), plan, context),
    find: async (idempotencyKey, age, plan) => {
      const id = promptIdOf(idempotencyKey);
      const server = await search(servers, id, age, tuning);
      return server === null ? null : receiptOf(server, id, workflowOf(plan), plan);
    },
    check: async (operation) => {
      const { server, receipt } = whereIs(operation);
      const { id, samplers } = receipt;
      const { fraction, preview } = listeners.of(server, id, samplers);
      const isGone = (): boolean => {
        const since = missing.get(id) ?? performance.now();
        missing.set(id, since);
        return performance.now() - since > tuning.forgotten;
      };
      const checked = await checkTake(server, receipt, fraction, isGone, log);
      if (checked.state === 'running') return preview === null ? checked : { ...checked, preview };
      listeners.close(id);
      missing.delete(id);
      return checked;
    },
    waitForUpdate: async (operation, milliseconds, signal) => {
      const { server, receipt } = whereIs(operation);
      return listeners.of(server, receipt.id, receipt.samplers).wait(milliseconds, signal);
    },
    cancel: async (operation) => {
      const { server, receipt } = whereIs(operation);
      listeners.close(receipt.id);
      return stop(server, receipt, tuning.leaving);
    },
    collect: async (operation, context) => {
      const { server, receipt } = whereIs(operation);
      return collectClip(server, receipt, context);
    },
    tidy: async (operation) => {
      const { server, receipt } = whereIs(operation);
      return wipe(server, receipt);
    },
  };
};
