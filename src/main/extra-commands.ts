import type { Screen } from '../../adapters/terminal/screen.ts';
import type { Config } from '../config.ts';
import type { Log } from '../core/log.ts';
import type { Messages } from '../text/messages.ts';

type ExtraParts = {
  readonly config: Config;
  readonly log: Log;
  readonly messages: Messages;
  readonly screen: Screen;
  signal(): AbortSignal;
};

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6);

/** Commands that open no session, each loaded when it is called. They return whether all is well. */
const extra: Readonly<Record<string, (parts: ExtraParts, rest: readonly string[]) => Promise<boolean>>> = {
  inspect: async ({ config, messages, screen }, rest) => {
    const { inspect } = await import('./inspect.ts');
    for (const one of await inspect(messages, rest, config.FACE_ANALYSIS)) screen.print(one);
    return true;
  },
  restore: async ({ config, log, messages, screen }, [folder]) => {
    const { restoreInto } = await import('./restore-into.ts');
    screen.print(await restoreInto(config, log, messages, folder));
    return true;
  },
  verify: async ({ config, messages, screen }, rest) => {
    const { verify } = await import('./verify.ts');
    const { lines, good } = await verify(messages, rest, config.DATA_DIR);
    for (const one of lines) screen.print(one);
    return good;
  },
  storage: async ({ config, messages: { format }, screen, signal }, rest) => {
    const { moveStorage } = await import('./storage-move.ts');
    const tell = (done: number, all: number): void =>
      screen.progress(done / all, format('terminal.moving', { done, all }));
    const { files, bytes, there, to } = await moveStorage(config, rest, tell, signal());
    screen.print(format('terminal.moved', { files, megabytes: megabytes(bytes), there }));
    screen.print(format(`terminal.moved.${to}`));
    return true;
  },
  models: async ({ config, messages: { format }, screen, signal }, [, name]) => {
    const { addModel } = await import('./add-model.ts');
    const tell = (done: number, all: number): void =>
      screen.progress(done / all, format('terminal.loading', { done: megabytes(done), all: megabytes(all) }));
    const { path, licence, problem } = await addModel(config, name, tell, signal());
    screen.print(format('terminal.model-added', { path, licence }));
    if (problem !== null) screen.complain(`DEPTH_MODEL ${problem}`);
    return problem === null;
  },
};

/** Runs a command line that needs no session; null if it does. */
export const runExtra = async (
  parts: ExtraParts,
  [name = '', ...rest]: readonly string[],
): Promise<boolean | null> => {
  if (!Object.hasOwn(extra, name) || (name === 'models' && rest[0] !== 'add')) return null;
  return (await extra[name]?.(parts, rest)) ?? null;
};
