import type { Candidate } from '../core/engine.ts';
import type { FailureKind } from '../core/failure.ts';

// Failures that another engine may avoid. Refused content and unknown outcomes are not among them.
const passedOn: readonly FailureKind[] = [
  'auth',
  'billing',
  'rate_limited',
  'invalid_input',
  'model_failed',
  'timeout',
  'expired',
  'unavailable',
  'bad_output',
  'spending_off',
];

/**
 * The per-take prices that may be held when a candidate goes first, the highest first: it also covers the later
 * candidates. A free candidate holds nothing, so no paid one follows it.
 */
export const holdsFor = (candidates: readonly Pick<Candidate, 'credits'>[], index: number): number[] => {
  const [own = 0, ...later] = candidates.slice(index).map(({ credits }) => credits);
  const holds = own === 0 ? [own] : [own, ...later.filter((credits) => credits > own)];
  return [...new Set(holds)].sort((one, other) => other - one);
};

/**
 * The candidate that renders a take after this one has definitely failed, costing at most the held credits. Null when
 * none should.
 */
export const nextCandidate = (
  candidates: readonly Candidate[],
  index: number,
  kind: FailureKind,
  held: number,
): number | null => {
  const next = candidates.findIndex((candidate, at) => at > index && candidate.credits <= held);
  return passedOn.includes(kind) && next !== -1 ? next : null;
};
