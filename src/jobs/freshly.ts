import type { Store } from '../store/open-store.ts';
import { RetryLater } from './retry-later.ts';

// Well within a lease: what was true when it was asked cannot have changed since.
const milliseconds = 3_000;
const tries = 5;

/** Asks until the answer is fresh: a process may be frozen between an answer and what it does because of it. */
export const freshly = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  for (let asked = 0; asked < tries; asked++) {
    const at = performance.now();
    const answer = await ask();
    if (performance.now() - at < milliseconds) return answer;
  }
  throw new RetryLater('no fresh answer');
};

/** Whether the database does not answer. */
export const isAway = ({ store }: { readonly store: Pick<Store, 'ping'> }): Promise<boolean> =>
  store.ping().then(
    () => false,
    () => true,
  );
