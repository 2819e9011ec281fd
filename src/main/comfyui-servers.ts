import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '../config.ts';
import type { Engine, ModelStates } from '../core/engine.ts';
import type { Log } from '../core/log.ts';
import { ownFolder, readWorkflows } from '../engines/comfyui/all-workflows.ts';
import { connect } from '../engines/comfyui/api.ts';
import { createComfyuiEngine } from '../engines/comfyui/engine.ts';
import { createServerWatch, type ServerWatch, type WatchParts } from '../engines/comfyui/watch-servers.ts';

export type OpenComfyui = {
  readonly engine: Engine;
  readonly servers: readonly string[];
  readonly states: ModelStates;
  /** Why none of them can be used; null where one can. */
  failure: ServerWatch['failure'];
  /** Asks the servers what they have, for so many milliseconds at most: for whoever cannot wait for the rest. */
  checkNew(patience: number): Promise<void>;
  /** Asks them now, hourly, and sooner while one does not answer. */
  watch(signal: AbortSignal): Promise<void>;
};

const timeout = 30_000;

/** The ComfyUI servers that the configuration names; null where it names none. */
export const openComfyui = (config: Config, log: Log, pauses?: WatchParts['pauses']): OpenComfyui | null => {
  const { COMFYUI_URL: urls, COMFYUI_AUTHORIZATION: authorization } = config;
  if (urls === undefined) return null;
  const { workflows, problems } = readWorkflows(config.DATA_DIR);
  for (const { file, ...problem } of problems)
    log.warn({ file: `${ownFolder}/${file}`, ...problem }, 'a workflow is wrong and left out');
  const servers = urls.map((url) => connect({ url, authorization, timeout }));
  const watch = createServerWatch({ servers, workflows, log, ...(pauses !== undefined && { pauses }) });
  const engine = createComfyuiEngine({ servers, workflows, watch, log });
  const state = { engine: engine.name, price: null, repeatable: true };
  return {
    engine,
    servers: urls.map((url) => new URL(url).host),
    states: {
      list: () => [
        ...workflows.map(({ name }) => ({ name, ...state, ...watch.stateOf(name) })),
        ...problems.map(({ name, file, field, reason }) => ({
          ...{ name, ...state, state: 'refused' as const },
          reason: [`${ownFolder}/${file}`, field, reason].filter((part) => part !== '').join(' '),
        })),
      ],
      check: watch.check,
    },
    failure: watch.failure,
    checkNew: async (patience) => {
      const late = wait(patience, undefined, { ref: false });
      await Promise.race([watch.check(AbortSignal.timeout(patience)), late]);
    },
    watch: watch.watch,
  };
};
