import { Failure, type FailureRecord } from '../core/failure.ts';
import { failTake, listTakes, passTakeOn, type TakeRow } from '../store/takes.ts';
import { abreast } from './abreast.ts';
import type { Photos } from './attempt.ts';
import { endCancelled } from './cancel.ts';
import { deliver } from './deliver.ts';
import { filesFor } from './files.ts';
import { film } from './film.ts';
import type { House } from './house.ts';
import { type Lease, takeLease } from './lease.ts';
import { nextCandidate } from './route.ts';

// A job that keeps killing its workers must not kill them for ever.
const maximumDeaths = 10;
// Nor may one that goes wrong in a way nobody foresaw be tried for ever; what is foreseen gives up much sooner.
const maximumRetries = 60;

const photosOf = async (house: House, lease: Lease): Promise<Photos> => {
  const { photos, sound, depth } = await filesFor(house, lease.job.order);
  const pathOf = ({ file }: { readonly file: string }): Promise<string> => house.storage.path(file);
  return {
    sizes: photos,
    paths: await Promise.all(photos.map(pathOf)),
    sound: sound && (await pathOf(sound)),
    depth: depth && (await pathOf(depth)),
  };
};

/** Films one take, by the next candidate when one has certainly failed; a failure that is final is written down. */
const filmOrFail = async (
  house: House,
  lease: Lease,
  take: TakeRow,
  photos: Photos,
  onProgress: (fraction: number) => void,
): Promise<FailureRecord | null> => {
  const { database } = house.store;
  const { candidates } = lease.job;
  for (let filming = take; ; ) {
    try {
      await film(house, lease, filming, photos, onProgress);
      return null;
    } catch (error) {
      // Only what was thrown on purpose is final: a database that is away for a moment must not end a job.
      if (!(error instanceof Failure) || lease.signal.aborted) throw error;
      const { kind, facts } = error;
      const next = nextCandidate(candidates, filming.candidate, kind);
      const passed = next === null ? null : await passTakeOn(database, lease.id, filming, next);
      if (passed === null) {
        await failTake(database, lease.id, take, { kind, facts });
        return { kind, facts };
      }
      filming = passed;
      const { engine, model } = candidates[passed.candidate] ?? lease.job;
      await lease.write({ state: 'generating', engine, model });
    }
  }
};

/** Makes every take that is not made yet. Gives the failure of the first when none could be. */
const generate = async (house: House, lease: Lease): Promise<FailureRecord | null> => {
  const takes = await listTakes(house.store.database, lease.job.id);
  const photos = await photosOf(house, lease);
  const fractions = takes.map((take): number => (take.clip === null ? 0 : 1));
  const makeTake = async (take: TakeRow, index: number): Promise<FailureRecord | null> => {
    if (take.clip !== null || take.failure !== null) return take.failure;
    const tell = (fraction: number): void => {
      fractions[index] = fraction;
      lease.progress(fractions.reduce((sum, each) => sum + each, 0) / takes.length);
    };
    return filmOrFail(house, lease, take, photos, tell).finally(() => tell(1));
  };
  const parallel = house.engines.find(({ name }) => name === lease.job.engine)?.parallel ?? 1;
  const failures = (await abreast(parallel, takes, makeTake)).filter((failure) => failure !== null);
  return failures.length < takes.length ? null : (failures[0] ?? null);
};

/** The takes, or why there will be none. */
const generateOrFail = async (house: House, lease: Lease): Promise<FailureRecord | null> => {
  if (lease.job.claims > maximumDeaths) return { kind: 'poison', facts: {} };
  if (lease.job.retries > maximumRetries) return { kind: 'internal', facts: {} };
  try {
    return await generate(house, lease);
  } catch (error) {
    if (!(error instanceof Failure) || lease.signal.aborted) throw error;
    house.log.error({ job: lease.job.id, error }, 'job failed');
    return { kind: error.kind, facts: error.facts };
  }
};

const carryOut = async (house: House, lease: Lease): Promise<void> => {
  if (lease.job.state === 'delivering') return deliver(house, lease, lease.job.failure);
  const failure = await generateOrFail(house, lease);
  await lease.write({ state: 'delivering', fraction: 1, failure });
  await deliver(house, lease, failure);
};

/**
 * Carries a job out from wherever it stands. Safe to run twice: one conditional update decides who works, and every
 * step picks up what the last one left. Rejects to be run again later.
 */
export const perform = async (house: House, id: string, stop: AbortSignal): Promise<void> => {
  const lease = await takeLease(house, id, stop);
  if (lease === null) return;
  let wrong = false;
  try {
    if (lease.job.cancelRequested && lease.job.state !== 'delivering') await endCancelled(house, lease);
    else await carryOut(house, lease);
  } catch (error) {
    if (lease.cancelled) return await endCancelled(house, lease);
    wrong = !stop.aborted;
    throw error;
  } finally {
    await lease.end(wrong);
  }
};
