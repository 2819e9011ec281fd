import { benchCosts } from './costs.ts';
import { benchSteadiness } from './steadiness.ts';

/** The local engine by itself: what its films cost, and how they look. */
export const benchEngine = async (): Promise<void> => {
  await benchCosts();
  await benchSteadiness();
};
