import { setTimeout as sleep } from 'node:timers/promises';
import { asFailure, type Failure } from '../../core/failure.ts';
import type { Log } from '../../core/log.ts';
import type { ModelState } from '../../core/remote-engine.ts';
import { checkWorkflow } from './check-graph.ts';
import type { Server } from './comfyui-api.ts';
import type { Workflow } from './workflow.ts';

/** A server's state at the last check: why it can't be used, or the problems of each workflow on it. */
type ServerState =
  | { readonly failure: Failure }
  | { readonly problems: ReadonlyMap<string, readonly string[]> };

export type WatchServersDeps = {
  readonly servers: readonly Server[];
  readonly workflows: readonly Workflow[];
  readonly log: Log;
  /** Milliseconds between two checks: `usual` after all servers answered, `retry` after some did not. */
  readonly pauses?: { readonly usual: number; readonly retry: number };
};

const hour = 3_600_000;

/** Tracks which workflow runs on which server, from the node types the servers declare. Logs each change once. */
export const createServerWatch = ({
  servers,
  workflows,
  log,
  pauses = { usual: hour, retry: 15_000 },
}: WatchServersDeps) => {
  const serverStates = new Map<Server, ServerState>();
  const said = new Map<string, string>();
  const checking = new Map<Server, Promise<void>>();

  const say = (key: string, text: string, tell: () => void): void => {
    if (said.get(key) !== text) tell();
    said.set(key, text);
  };

  const readStanding = async (server: Server, signal: AbortSignal): Promise<void> => {
    const host = new URL(server.url).host;
    try {
      const nodes = await server.nodes(signal);
      const problems = new Map(workflows.map((one) => [one.name, checkWorkflow(one, nodes)]));
      serverStates.set(server, { problems });
      say(host, '', () => log.info({ server: host }, 'ComfyUI answers'));
      for (const [model, found] of problems)
        say(`${host} ${model}`, found.join(), () =>
          found.length === 0
            ? log.info({ server: host, model }, 'a workflow fits the server: offered')
            : log.warn({ server: host, model, problems: found }, 'a workflow does not run there: left out'),
        );
    } catch (error) {
      if (signal.aborted) return;
      const failure = asFailure(error);
      serverStates.set(server, { failure });
      say(host, failure.kind, () => log.warn({ server: host, error }, 'ComfyUI cannot be used'));
    }
  };

  /** Runs one check per server at a time; concurrent callers share it. */
  const checkOne = (server: Server, signal: AbortSignal): Promise<void> => {
    const check = checking.get(server) ?? readStanding(server, signal).finally(() => checking.delete(server));
    checking.set(server, check);
    return check;
  };

  const problemsOn = (server: Server, name: string): readonly string[] | null => {
    const serverState = serverStates.get(server);
    return serverState === undefined || 'failure' in serverState
      ? null
      : (serverState.problems.get(name) ?? null);
  };
  const answering = (): readonly Server[] =>
    servers.filter((server) => {
      const serverState = serverStates.get(server);
      return serverState !== undefined && 'problems' in serverState;
    });
  const serversFor = (name: string): readonly Server[] =>
    servers.filter((server) => problemsOn(server, name)?.length === 0);

  const stateOf = (name: string): Pick<ModelState, 'state' | 'reason'> => {
    if (serversFor(name).length > 0) return { state: 'on', reason: null };
    if (serverStates.size === 0) return { state: 'unchecked', reason: null };
    const reasons = answering().flatMap((server) => problemsOn(server, name) ?? []);
    return { state: 'off', reason: [...new Set(reasons)].join('; ') || 'no ComfyUI server answers' };
  };

  return {
    serversFor,
    stateOf,
    /** Whether any server has been checked yet. */
    checked: (): boolean => serverStates.size > 0,
    /** Why no server can be used; null when one can, or before the first check. */
    failure: (): Failure | null => {
      if (serverStates.size === 0 || answering().length > 0) return null;
      const [first] = [...serverStates.values()].flatMap((serverState) =>
        'failure' in serverState ? [serverState.failure] : [],
      );
      return first ?? null;
    },
    check: async (signal: AbortSignal): Promise<void> => {
      await Promise.all(servers.map((server) => checkOne(server, signal)));
    },
    suspect: (server: Server): void => void checkOne(server, AbortSignal.timeout(60_000)),
    watch: async (signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) {
        await Promise.all(servers.map((server) => checkOne(server, signal)));
        const pause = answering().length === servers.length ? pauses.usual : pauses.retry;
        await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
      }
    },
  };
};

export type ServerWatch = ReturnType<typeof createServerWatch>;
