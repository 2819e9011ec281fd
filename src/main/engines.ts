import type { Config } from '../config.ts';
import type { Engine, ModelStates } from '../core/engine.ts';
import type { Log } from '../core/log.ts';
import type { DepthChoice } from '../engines/local/depth/source.ts';
import { createLocalEngine } from '../engines/local/engine.ts';
import type { EncoderChoice } from '../media/encoder-command.ts';
import type { OpenComfyui } from './comfyui-servers.ts';
import { statesOf } from './model-states.ts';
import type { OpenReplicate } from './replicate-models.ts';

export type OpenEngines = {
  readonly engines: readonly Engine[];
  readonly models: ModelStates;
  /** Null without a key. */
  readonly replicate: OpenReplicate | null;
  /** Null without a server. */
  readonly comfyui: OpenComfyui | null;
};

/** The engines that the configuration names; what it does not name is not loaded. */
export const openEngines = async (
  config: Config,
  log: Log,
  encoder: EncoderChoice,
  depth: DepthChoice,
): Promise<OpenEngines> => {
  const onTrouble = (cause: string) => log.warn({ cause }, 'the local engine made do');
  const local = createLocalEngine(encoder, depth, onTrouble, config.FACE_ANALYSIS);
  const comfyui =
    config.COMFYUI_URL === undefined ? null : (await import('./comfyui-servers.ts')).openComfyui(config, log);
  const replicate =
    config.REPLICATE_API_TOKEN === undefined
      ? null
      : (await import('./replicate-models.ts')).openReplicate(config, log);
  const elsewhere = [comfyui, replicate].flatMap((one) => one ?? []);
  return {
    engines: [local, ...elsewhere.map(({ engine }) => engine)],
    models: statesOf(
      local,
      elsewhere.map(({ states }) => states),
    ),
    replicate,
    comfyui,
  };
};
