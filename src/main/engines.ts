import type { Config } from '../config.ts';
import type { Engine } from '../core/engine.ts';
import type { Log } from '../core/log.ts';
import type { ModelState, ModelStates, RemoteEngine } from '../core/remote-engine.ts';

/** A remote engine: its title, the setting that enables it, and how to open it, loaded only if enabled. */
type EngineEntry = {
  readonly title: string;
  readonly setting: keyof Config;
  readonly use: string;
  open(config: Config, log: Log): Promise<RemoteEngine | null>;
};

const entries: readonly EngineEntry[] = [
  {
    title: 'ComfyUI',
    setting: 'COMFYUI_URL',
    use: 'for video models on your own GPU',
    open: async (config, log) =>
      (await import('../engines/comfyui/open-comfyui.ts')).openComfyui(config, log),
  },
  {
    title: 'Replicate',
    setting: 'REPLICATE_API_TOKEN',
    use: 'for large video models',
    open: async (config, log) =>
      (await import('../engines/replicate/open-replicate.ts')).openReplicate(config, log),
  },
];

/** A remote engine; `remote` is null if it is not configured. */
export type OpenEngine = Omit<EngineEntry, 'open'> & { readonly remote: RemoteEngine | null };

/** Opens the configured remote engines. */
export const openEngines = (config: Config, log: Log): Promise<OpenEngine[]> =>
  Promise.all(
    entries.map(async ({ open, ...entry }) => ({
      ...entry,
      remote: config[entry.setting] === undefined ? null : await open(config, log),
    })),
  );

/** The configured remote engines. */
export const remotes = (engines: readonly OpenEngine[]): readonly RemoteEngine[] =>
  engines.flatMap(({ remote }) => remote ?? []);

const freeState = (engine: Engine): ModelState[] =>
  engine.models().map(({ name, repeatable }) => ({
    ...{ name, engine: engine.name, price: null, repeatable, state: 'on' as const, reason: null },
  }));

/** The models of all engines and their states. */
export const statesOf = (local: Engine, engines: readonly RemoteEngine[]): ModelStates => ({
  list: () => [...freeState(local), ...engines.flatMap(({ states }) => states.list())],
  check: async (signal) => {
    await Promise.all(engines.map(({ states }) => states.check(signal)));
  },
});
