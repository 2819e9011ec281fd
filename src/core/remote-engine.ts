import type { Engine } from './engine.ts';
import type { Hook } from './webhook.ts';

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

/** The state of a catalogue model, for the operator. */
export type ModelState = {
  readonly name: string;
  readonly engine: string;
  /** US dollars per second or clip, from cheapest to most expensive. Null if it is free. */
  readonly price: {
    readonly least: number;
    readonly most: number;
    readonly per: 'second' | 'clip';
    /** False until the operator has confirmed it. */
    readonly confirmed: boolean;
  } | null;
  readonly repeatable: boolean;
  /** `unchecked`: not offered until its inputs have been compared; `refused`: its catalogue entry is wrong. */
  readonly state: 'on' | 'off' | 'unchecked' | 'refused';
  /** Why it is off, in English. */
  readonly reason: string | null;
};

/** The models of all engines and their states. */
export type ModelStates = {
  list(): readonly ModelState[];
  /** Compares them with what their providers declare now. */
  check(signal: AbortSignal): Promise<void>;
};
