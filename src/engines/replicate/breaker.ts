import { Failure, type FailureRecord } from '../../core/failure.ts';

export type Breaker = {
  /** Why nothing new is begun, or null. */
  down(): FailureRecord | null;
  /** Makes a call, unless the breaker is open: then throws why. What it lets through now and then decides. */
  guard<T>(call: () => Promise<T>): Promise<T>;
  /** Hears of a failure from elsewhere. */
  note(failure: Failure): void;
};

type Opening = { readonly failure: FailureRecord; until: number };

/**
 * Stops paid calls while our key or account is refused, and tells the operator once an opening. Every `seconds` one
 * call may try whether that has passed.
 */
export const createBreaker = (seconds: number, alert: (failure: Failure) => void): Breaker => {
  let opening: Opening | null = null;
  const later = (): number => performance.now() + seconds * 1_000;
  const note = (failure: Failure): void => {
    if (failure.kind !== 'auth' && failure.kind !== 'billing') return;
    if (opening === null) alert(failure);
    opening = { failure: { kind: failure.kind, facts: failure.facts }, until: later() };
  };
  const closed = (): boolean => opening === null || performance.now() >= opening.until;
  return {
    down: () => (closed() ? null : (opening?.failure ?? null)),
    note,
    guard: async (call) => {
      if (!closed() && opening !== null) throw new Failure(opening.failure.kind, opening.failure.facts);
      // The one that tries keeps the others waiting until it knows.
      if (opening !== null) opening.until = later();
      try {
        const result = await call();
        opening = null;
        return result;
      } catch (error) {
        if (error instanceof Failure) note(error);
        throw error;
      }
    },
  };
};
