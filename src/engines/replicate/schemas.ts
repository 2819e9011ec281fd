import { asFailure, type Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { Api } from './replicate-api.ts';

const atOnce = 2;

/** Reads what each model declares, a few at a time, and tells it or why it cannot be read. */
export const readSchemas = async (
  api: Api,
  refs: readonly string[],
  onSchema: (ref: string, schema: Json | Failure) => void,
  signal: AbortSignal,
): Promise<void> => {
  const left = [...refs];
  const work = async (): Promise<void> => {
    for (let ref = left.shift(); ref !== undefined && !signal.aborted; ref = left.shift())
      onSchema(ref, await api.schema(ref).catch(asFailure));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
};
