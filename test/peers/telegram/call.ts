import type { Body } from './body.ts';
import type { Flood } from './limits.ts';
import type { State } from './state.ts';
import type { Updates } from './updates.ts';

export type Call = Pick<Body, 'payload' | 'files'> & {
  readonly state: State;
  readonly flood: Flood;
  readonly updates: Updates;
  /** Aborts when the bot hangs up. */
  readonly gone: AbortSignal;
};

/** Carries a call out and gives its result. Throws Problem. */
export type Method = (call: Call) => unknown;
