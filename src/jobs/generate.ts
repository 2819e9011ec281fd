import pMap from 'p-map';
import { type Candidate, candidatesOf } from '../core/engine.ts';
import { Failure, type FailureKind, type FailureRecord } from '../core/failure.ts';
import { takeOrders } from '../core/order.ts';
import { type AttemptRow, latestAttempt } from '../store/attempts.ts';
import { readWork } from '../store/job-work.ts';
import { failTake, passTakeOn, type TakeRow } from '../store/takes.ts';
import { laneOf, NextTurn, OtherLane } from './lanes.ts';
import type { Lease } from './lease.ts';
import { type TakeFiles, takeFilesOf } from './order-files.ts';
import { renderTake } from './render-take.ts';
import type { Services } from './services.ts';
import { showSideBySide } from './side-by-side.ts';
import { isOpen, type TakeProgress, trackProgress } from './take-progress.ts';

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

const asMissing = (error: unknown): Failure => {
  if (error instanceof Failure && ['expired', 'mask_shape'].includes(error.kind)) return error;
  throw error;
};

const candidateOf = ({ job }: Lease, take: TakeRow): Pick<Candidate, 'engine' | 'model'> => {
  const { engine, model } = candidatesOf(job.candidates, take.number)[take.candidate] ?? job;
  return { engine, model };
};

const sameModel = (one: Pick<Candidate, 'engine' | 'model'>, other: typeof one): boolean =>
  one.engine === other.engine && one.model === other.model;

const fail = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  { kind, facts }: Failure,
): Promise<TakeRow> => {
  await failTake(services.store.database, lease.token, take, { kind, facts });
  return { ...take, failure: { kind, facts } };
};

/**
 * Renders one take, continuing from its newest attempt. When a candidate has definitely failed, the take passes to the
 * next one; a final failure is recorded. Returns the updated take.
 */
const renderWithCandidates = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  newest: AttemptRow | null,
  files: TakeFiles | Failure,
  progress: TakeProgress,
): Promise<TakeRow> => {
  const { database } = services.store;
  if (files instanceof Failure) return fail(services, lease, take, files);
  let latest = newest;
  for (let current = take; ; ) {
    try {
      return await renderTake(services, lease, current, latest, files, progress);
    } catch (error) {
      // Only a `Failure` thrown on purpose is final; a short database outage must not end a job.
      if (!(error instanceof Failure) || lease.signal.aborted) throw error;
      const { kind } = error;
      const { credits, order } = lease.job;
      const candidates = candidatesOf(lease.job.candidates, take.number);
      const held = take.held ?? credits / order.takes;
      const next = nextCandidate(candidates, current.candidate, kind, held);
      const passed = next === null ? null : await passTakeOn(database, lease.token, current, next);
      progress.at(passed === null ? 1 : 0);
      if (passed === null) return fail(services, lease, take, error);
      const candidate = candidateOf(lease, passed);
      // The other engine may allow fewer takes in parallel.
      if (candidate.engine !== candidateOf(lease, current).engine) return passed;
      await lease.write(candidate);
      current = passed;
      latest = await latestAttempt(database, passed);
    }
  }
};

/** Moves the job to the queue lane of the engine that takes over, if that is another one. Throws `OtherLane`. */
const stayInLane = async (
  services: Services,
  lease: Lease,
  candidate: ReturnType<typeof candidateOf>,
): Promise<void> => {
  const lane = laneOf(services, candidate.engine);
  if (lane === laneOf(services, lease.job.engine)) return;
  await lease.write(candidate);
  throw new OtherLane(lane);
};

/** After this many, a job goes to the end of the queue. */
const takesPerTurn = 5;

/**
 * Makes all unfinished takes, those of the same engine in parallel. Returns the first failure when every take failed,
 * otherwise null.
 */
export const generate = async (services: Services, lease: Lease): Promise<FailureRecord | null> => {
  const { job } = lease;
  const work = await readWork(services.store.database, job);
  // A photo that is gone fails the takes that need it, and no others.
  const filesByOrder = await Promise.all(
    takeOrders(job.order).map((order) => takeFilesOf(services, order, work.files).catch(asMissing)),
  );
  let takes = work.takes;
  let first = true;
  const progressOf = trackProgress(lease, takes);
  let made = 0;
  for (let next = takes.find(isOpen); next !== undefined; next = takes.find(isOpen)) {
    const candidate = candidateOf(lease, next);
    // A job of many takes lets others have their turn.
    if (made >= takesPerTurn) throw new NextTurn();
    const together = takes
      .filter((take) => isOpen(take) && candidateOf(lease, take).engine === candidate.engine)
      .slice(0, takesPerTurn);
    await stayInLane(services, lease, candidate);
    // Claiming the job wrote this already.
    const claimed = first && job.state === 'generating' && sameModel(job, candidate);
    // Throws when the lease is lost, because then we may not record how a take ended.
    if (!claimed) await lease.write({ state: 'generating', ...candidate });
    // If the engine no longer exists, each take finds out and moves to the next candidate.
    const { parallel } = services.engines.find(({ name }) => name === candidate.engine) ?? { parallel: 1 };
    const newest = first
      ? work.attempts
      : await Promise.all(together.map((take) => latestAttempt(services.store.database, take)));
    const errors: unknown[] = [];
    const renderNext = (take: TakeRow): Promise<TakeRow> => {
      const latest = newest.find((attempt) => attempt?.take === take.number) ?? null;
      const files = filesByOrder[take.number - 1] ?? filesByOrder[0] ?? new Failure('internal');
      return renderWithCandidates(services, lease, take, latest, files, progressOf(take)).catch(
        (error: unknown) => {
          errors.push(error);
          return take;
        },
      );
    };
    const ended = await pMap(together, renderNext, { concurrency: parallel });
    if (errors.length > 0) throw errors[0];
    takes = takes.map((take) => ended.find(({ number }) => number === take.number) ?? take);
    first = false;
    made += together.length;
  }
  await showSideBySide(services, lease);
  const failures = takes.flatMap(({ failure }) => failure ?? []);
  return failures.length < takes.length ? null : (failures[0] ?? null);
};
