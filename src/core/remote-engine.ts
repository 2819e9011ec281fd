import type { Engine, ModelStates } from './engine.ts';
import type { Hook } from './webhook-request.ts';

/** An engine of another service, opened as its settings say. */
export type RemoteEngine = {
  readonly engine: Engine;
  readonly states: ModelStates;
  /** Where the service tells us news. */
  readonly hooks: readonly Hook[];
  /** Its line in the startup report, where so many of its jobs may run at once. */
  summary(jobs: number): string;
  /** What the doctor says when the service answers and accepts us. Throws Failure `auth`, `unavailable` … */
  probe(): Promise<string>;
  /** Checks models that aren't offered yet, for so many milliseconds at most. */
  checkNew(milliseconds: number): Promise<void>;
  /** Checks all models against what the service declares, now and then until the signal aborts. */
  watch(signal: AbortSignal): Promise<void>;
};
