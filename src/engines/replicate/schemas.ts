import { asFailure, type Failure } from '../../core/failure.ts';
import type { Json } from '../../core/json.ts';
import type { ReplicateApi } from './replicate-api.ts';

const atOnce = 2;

/** Reads each model's schema, two at a time, and passes it or the failure to `onSchema`. */
export const readSchemas = async (
  api: ReplicateApi,
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
