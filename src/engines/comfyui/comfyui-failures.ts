import type { Checked } from '../../core/engine.ts';
import type { FailureKind } from '../../core/failure.ts';
import { type HistoryEntry, type OutputFile, readFiles } from './comfyui-api.ts';

const failed = (kind: FailureKind): Checked => ({
  state: 'failed',
  failure: { kind, facts: kind === 'unavailable' ? { name: 'ComfyUI' } : {} },
});

/** Nothing of the take is left, so it is safe to start it again. */
export const lost = failed('unavailable');

/** The clip a node saved, under whichever output field its type uses; null when it saved none. */
export const clipIn = ({ outputs }: HistoryEntry, node: string): OutputFile | null =>
  Object.values(outputs[node] ?? {})
    .flatMap(readFiles)
    .find(({ filename }) => /\.(?:mp4|m4v|mov|webm|mkv)$/i.test(filename)) ?? null;

/** Why a take failed, for the log: node type and exception type, without the message text. */
export const reasonOf = ({ status }: HistoryEntry): string => {
  const [, error] = status?.messages.find(([event]) => event === 'execution_error') ?? [];
  return [error?.['node_type'], error?.['exception_type']]
    .filter((part) => typeof part === 'string')
    .join(': ');
};

/** Converts a history entry to the state of its take. */
export const verdict = (entry: HistoryEntry, output: string): Checked => {
  // Someone interrupted it on the server itself.
  if (entry.status?.messages.some(([event]) => event === 'execution_interrupted') === true) return lost;
  if (entry.status?.status_str === 'error') return failed('model_failed');
  return clipIn(entry, output) === null ? failed('bad_output') : { state: 'ready' };
};
