import { openServer } from '../../adapters/web/server.ts';
import type { Engine } from '../../src/core/engine.ts';
import { readWorkflows } from '../../src/engines/comfyui/all-workflows.ts';
import { connect } from '../../src/engines/comfyui/comfyui-api.ts';
import { createComfyuiEngine } from '../../src/engines/comfyui/comfyui-engine.ts';
import { createServerWatch } from '../../src/engines/comfyui/watch-servers.ts';
import { catalogue } from '../../src/engines/replicate/models/shipped-models.ts';
import { createPlanning } from '../../src/engines/replicate/planning.ts';
import { createReplicateEngine } from '../../src/engines/replicate/replicate-engine.ts';
import { hookPath } from '../../src/engines/replicate/webhook-address.ts';
import { predictionEngine } from '../peers/predictions-client.ts';
import type { Task } from './task.ts';

const silent = (): void => {};

const openServers = async (url: string): Promise<Engine> => {
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const servers = url.split(',').map((one) => connect({ url: one, timeout: 10_000 }));
  const { workflows } = readWorkflows('');
  const watch = createServerWatch({ servers, workflows, log, pauses: { usual: 60_000, retry: 500 } });
  void watch.watch(new AbortController().signal);
  await watch.check(new AbortController().signal);
  const tuning = { grace: 4, searched: 10, forgotten: 1_000, leaving: 5_000 };
  return createComfyuiEngine({ servers, workflows, watch, log, tuning });
};

/** The engine that films on a task's provider, and where this process hears webhooks, if anywhere. */
export const openProvider = async (
  provider: Task['provider'],
): Promise<{ engine: Engine; hook: string | null }> => {
  if (provider.kind === 'predictions') return { engine: predictionEngine(provider.url), hook: null };
  if (provider.kind === 'comfyui') return { engine: await openServers(provider.url), hook: null };
  const { url: apiUrl, token, secret, clips, publicUrl } = provider;
  const engine = createReplicateEngine(
    {
      ...{ token, apiUrl, webhookSecret: secret, attachmentHosts: [clips] },
      publicUrl: publicUrl ?? undefined,
      log: { debug: silent, info: silent, warn: silent, error: silent },
      alert: silent,
      tuning: {
        timeouts: { timeout: 60_000, pauses: 3_000, pause: 20 },
        // On one machine a call arrives at once; nobody looks for one before its process has been dead for seconds.
        grace: 4,
        clip: { bytes: 1_000_000, timeout: 60_000, stall: 5_000 },
      },
    },
    createPlanning({ models: catalogue, disabled: new Set(), prices: {} }),
  );
  if (publicUrl === null) return { engine, hook: null };
  const { url } = await openServer({
    host: '127.0.0.1',
    port: 0,
    needs: [],
    hooks: [{ path: hookPath, receive: engine.receive }],
  });
  return { engine, hook: url };
};
