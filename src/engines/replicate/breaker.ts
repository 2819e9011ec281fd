import { Failure, type FailureRecord } from '../../core/failure.ts';

export type Breaker = {
  /** Why paid calls are blocked; null while they are allowed. */
  down(): FailureRecord | null;
  /** Makes a call and updates the breaker with its outcome. While the breaker is open it throws the cause instead. */
  guard<T>(call: () => Promise<T>): Promise<T>;
  /** Reports a failure that happened outside `guard`. */
  note(failure: Failure): void;
};

type Opening = { readonly failure: FailureRecord; until: number };

/**
 * Blocks paid calls while our key or account is refused, and alerts the operator once each time it opens. Every
 * `seconds` it lets one call through to see whether the problem is gone.
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
      // Block the others until this trial call has finished.
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
