import type { Engine } from './engine.ts';
import type { ModelStates } from './model-state.ts';
import type { Hook } from './webhook-request.ts';

/** An engine of an external service, opened as its settings say. */
export type RemoteEngine = {
  readonly engine: Engine;
  readonly states: ModelStates;
  /** Webhooks for the service's events. */
  readonly hooks: readonly Hook[];
  /** Its line in the startup report, given how many of its jobs may run at once. */
  summary(jobs: number): string;
  /** The doctor's message if the service responds and accepts us. Throws `Failure` `auth`, `unavailable` … */
  probe(): Promise<string>;
  /** Checks models that aren't offered yet, for at most this many milliseconds. */
  checkNew(milliseconds: number): Promise<void>;
  /** Checks all models against what the service declares, periodically until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
};
