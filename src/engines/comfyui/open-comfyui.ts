import pTimeout from 'p-timeout';
import type { Log } from '../../core/log.ts';
import type { RemoteEngine } from '../../core/remote-engine.ts';
import { ownFolder, readWorkflows } from './all-workflows.ts';
import { connect } from './comfyui-api.ts';
import { createComfyuiEngine } from './comfyui-engine.ts';
import { createServerWatch, type WatchServersDeps } from './watch-servers.ts';

type ComfyuiSettings = {
  readonly COMFYUI_URL?: readonly string[] | undefined;
  readonly COMFYUI_AUTHORIZATION?: string | undefined;
  readonly DATA_DIR: string;
};

const timeout = 30_000;

/** Creates the engine for the configured ComfyUI servers; null when none is configured. */
export const openComfyui = (
  config: ComfyuiSettings,
  log: Log,
  pauses?: WatchServersDeps['pauses'],
): RemoteEngine | null => {
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
    hooks: [],
    summary: () =>
      `ComfyUI at ${urls.map((url) => new URL(url).host).join(', ')} (photoplay models shows its workflows)`,
    probe: async () => {
      await watch.check(AbortSignal.timeout(10_000));
      const failure = watch.failure();
      if (failure !== null) throw failure;
      const runnable = workflows.filter(({ name }) => watch.stateOf(name).state === 'on');
      return `${runnable.length} of ${workflows.length + problems.length} workflows can run (see photoplay models)`;
    },
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
    checkNew: async (milliseconds) => {
      await pTimeout(watch.check(AbortSignal.timeout(milliseconds)), { milliseconds, message: false });
    },
    watch: watch.watch,
  };
};
