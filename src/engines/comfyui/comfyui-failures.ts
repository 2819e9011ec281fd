import type { Checked } from '../../core/engine.ts';
import type { FailureKind } from '../../core/failure.ts';
import { type HistoryEntry, type OutputFile, readFiles } from './comfyui-api.ts';

const failed = (kind: FailureKind): Checked => ({
  state: 'failed',
  failure: { kind, facts: kind === 'unavailable' ? { name: 'ComfyUI' } : {} },
});

/** It is certain that nothing of a take is left: it may be begun again. */
export const lost = failed('unavailable');

/** The clip that a node saved, wherever the kinds of nodes put it; null where it saved none. */
export const clipIn = ({ outputs }: HistoryEntry, node: string): OutputFile | null =>
  Object.values(outputs[node] ?? {})
    .flatMap(readFiles)
    .find(({ filename }) => /\.(?:mp4|m4v|mov|webm|mkv)$/i.test(filename)) ?? null;

/** Why a take failed, for the log: which node and what kind of error, without its words. */
export const reasonOf = ({ status }: HistoryEntry): string => {
  const [, error] = status?.messages.find(([event]) => event === 'execution_error') ?? [];
  return [error?.['node_type'], error?.['exception_type']]
    .filter((part) => typeof part === 'string')
    .join(': ');
};

/** What an entry of the history means for its take. */
export const verdict = (entry: HistoryEntry, output: string): Checked => {
  // Somebody at the server stopped it, and nobody here.
  if (entry.status?.messages.some(([event]) => event === 'execution_interrupted') === true) return lost;
  if (entry.status?.status_str === 'error') return failed('model_failed');
  return clipIn(entry, output) === null ? failed('bad_output') : { state: 'ready' };
};
