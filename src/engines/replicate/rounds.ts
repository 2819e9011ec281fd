import { setTimeout as wait } from 'node:timers/promises';
import type { Checked } from '../../core/engine.ts';
import { verdict } from './model-failures.ts';
import type { ReplicateApi } from './replicate-api.ts';
import type { Prediction, ReplicateReceipt } from './wire.ts';

/** Up to this many takes are checked one by one; above that, a list call is cheaper. */
const few = 10;
const gather = 500;
const remembered = 15_000;
// Allowed difference between a receipt's start time and the provider's.
const margin = 5 * 60_000;

type Round = {
  readonly receipts: ReplicateReceipt[];
  readonly listed: Promise<ReadonlyMap<string, Prediction>>;
};

const shift = (moment: number, by: number): string => new Date(moment + by).toISOString();

/**
 * Checks many running takes with one list call, shared by all checks within half a second. Returns null when the take
 * needs a call of its own: there are only a few takes, it has ended, or the list doesn't show it.
 */
export const createRounds = (api: Pick<ReplicateApi, 'predictionsBetween'>) => {
  const asked = new Map<string, number>();
  let round: Round | null = null;

  const list = async (receipts: readonly ReplicateReceipt[]): Promise<ReadonlyMap<string, Prediction>> => {
    await wait(gather);
    round = null;
    const moments = receipts.map(({ startedAt }) => Date.parse(startedAt));
    const [first, last] = [Math.min(...moments), Math.max(...moments)];
    const found = await api.predictionsBetween(shift(first, -margin), shift(last, margin));
    return new Map(found.map((prediction) => [prediction.id, prediction]));
  };

  const join = (receipt: ReplicateReceipt): Round => {
    if (round === null) {
      const receipts: ReplicateReceipt[] = [];
      round = { receipts, listed: list(receipts) };
    }
    round.receipts.push(receipt);
    return round;
  };

  return async (receipt: ReplicateReceipt): Promise<Checked | null> => {
    const now = performance.now();
    asked.set(receipt.id, now);
    for (const [id, at] of asked) if (now - at > remembered) asked.delete(id);
    if (asked.size <= few) return null;
    const prediction = (await join(receipt).listed).get(receipt.id);
    const checked = prediction === undefined ? null : verdict(prediction);
    return checked?.state === 'running' ? checked : null;
  };
};
