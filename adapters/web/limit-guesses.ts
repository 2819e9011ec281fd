import { Failure } from '../../src/core/failure.ts';

const most = 200;
const milliseconds = 60_000;

/**
 * Limits how often a key is guessed wrong from all addresses together: whoever guesses may have many. What it returns
 * throws `Failure` `too_many_requests`.
 */
export const limitGuesses = (isRight: (key: string) => boolean): ((key: string) => boolean) => {
  let [since, wrong] = [0, 0];
  return (key) => {
    if (Date.now() - since > milliseconds) [since, wrong] = [Date.now(), 0];
    if (wrong >= most) throw new Failure('too_many_requests', { seconds: milliseconds / 1_000 });
    const right = isRight(key);
    if (!right) wrong += 1;
    return right;
  };
};
