import type { Store } from '../store/open-store.ts';
import { RetryLater } from './retry-later.ts';

// Well within a lease, so an answer obtained this quickly can't be outdated yet.
const milliseconds = 3_000;
const tries = 5;

/**
 * Repeats a query until it answers quickly enough to be trusted: the process may freeze between getting an answer and
 * acting on it. Throws `RetryLater` when no answer is fresh.
 */
export const withFreshAnswer = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (let asked = 0; asked < tries; asked++) {
    const at = performance.now();
    const answer = await ask();
    if (performance.now() - at < milliseconds) return answer;
  }
  throw new RetryLater('no fresh answer');
};

/** Whether the database is unavailable. */
export const isDatabaseDown = ({ store }: { readonly store: Pick<Store, 'ping'> }): Promise<boolean> =>
  store.ping().then(
    () => false,
    () => true,
  );
