import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginsAt } from '../core/after.ts';
import type { Engine, Operation, Warning } from '../core/engine.ts';
import { asFailure, Failure, type FailureKind } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { orderOfTake } from '../core/order.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { type AttemptRow, countAttemptError, renewOperation } from '../store/attempts.ts';
import { recordClip, type TakeRow } from '../store/takes.ts';
import { finishTake, type StoredClip } from './finish-take.ts';
import { partsOf } from './join-clips.ts';
import type { Lease } from './lease.ts';
import type { TakeFiles } from './order-files.ts';
import { orFault, RetryLater, roomToRender } from './retry-later.ts';
import { isLocal } from './route.ts';
import {
  beginAttempt,
  closeAndThrow,
  modelOfAttempt,
  type StartedAttempt,
  transient,
  untilReady,
} from './run-attempt.ts';
import type { Services } from './services.ts';
import { showFrame, type TakeProgress } from './take-progress.ts';

/** Renders a take, or downloads it, and makes it a stored clip. `waited`: seconds it waited for a slot of this process. */
const collectAndFinish = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  started: StartedAttempt,
  files: TakeFiles,
  progress: TakeProgress,
): Promise<StoredClip & { readonly waited: number }> => {
  if ((await services.storage.free()) < roomToRender) throw new Failure('disk_full');
  await using workspace = await services.storage.workspace();
  const { folder } = workspace;
  const rendered = join(folder, 'rendered.mp4');
  const { job, signal } = lease;
  const order = orderOfTake(job.order, take.number);
  const parts = await partsOf(services, order);
  const notices: Warning[] = [];
  const collect = async (): Promise<void> => {
    const [first] = parts;
    const { paths, depth, mask, sound } = files;
    const context = {
      photos: paths,
      depth: depth ?? undefined,
      mask: mask ?? undefined,
      sound: sound === null ? undefined : { path: sound, start: order.after ? beginsAt(order.after) : 0 },
      ...{ output: rendered, signal, onProgress: progress.at },
      onNotice: (notice: Warning) => notices.push(notice),
      // What continues a clip may be of pixels that a model made.
      ...(order.after === null && { onPreview: showFrame(lease, take, started) }),
    };
    if (first === undefined) await started.engine.collect(started.operation, context);
    else await copyFile(first.path, rendered);
    await progress.rendered();
  };
  const { attempt } = started;
  const model = modelOfAttempt(started);
  const result = { jobOrder: job.order, take, attempt, model, files, parts, notices, folder, rendered };
  const local = isLocal(started.engine);
  // Downloading doesn't take a slot from CPU-bound work.
  if (!local) await collect();
  const waitingSince = performance.now();
  return await services.slots.run(local ? 'render' : 'remote-result', job.priority, signal, async () => {
    const waited = (performance.now() - waitingSince) / 1_000;
    if (local) await collect();
    return { ...(await finishTake(services, result, signal)), waited };
  });
};

const record = async (
  services: Services,
  { job, token }: Lease,
  take: TakeRow,
  { attempt: { idempotencyKey, plan, startedAt } }: StartedAttempt,
  { waited, ...stored }: StoredClip & { readonly waited: number },
): Promise<TakeRow> => {
  const clip = {
    ...stored,
    ...{ id: newId(), job: take.job, take: take.number, owner: job.order.owner },
    took: (Date.now() - startedAt.getTime()) / 1_000,
  };
  const attempt = { idempotencyKey, credits: plan.credits, waited };
  if (!(await recordClip(services.store.database, token, clip, attempt))) throw new RetryLater('lease lost');
  return { ...take, clip: clip.id, credits: plan.credits };
};

const tidySeconds = 20;

/** Cleans up at the engine. Anything left behind there is no reason to hold up a clip. */
const tidy = async (services: Services, { engine, operation, attempt }: StartedAttempt): Promise<void> => {
  const tidying = withTimeout(tidySeconds, 'timeout', engine.tidy?.(operation) ?? Promise.resolve());
  await tidying.catch((error: unknown) => {
    services.log.warn({ job: attempt.job, error }, 'files could not be removed at the engine');
  });
};

// Remote work is worth waiting for; local failures should surface while the owner is still watching.
const maximumErrorsOf = (engine: Engine): number => (isLocal(engine) ? 3 : 20);

const brokenTries = 3;
// Corrupt output rarely gets better on retry, so a few of them use up the whole allowance.
const weightOf = (kind: FailureKind, maximumErrors: number): number =>
  kind === 'bad_output' ? Math.ceil(maximumErrors / brokenTries) : 1;

const stopSeconds = 30;

/** Abandons a started attempt. Cancels it at the engine, which would otherwise keep rendering and keep the photos. */
const cancelFailed = async (
  services: Services,
  lease: Lease,
  { attempt, engine, operation }: StartedAttempt,
  error: unknown,
): Promise<never> => {
  await withTimeout(stopSeconds, 'timeout', engine.cancel(operation)).catch((reason: unknown) => {
    services.log.warn({ job: attempt.job, error: reason }, 'a cancel did not reach the engine');
  });
  return closeAndThrow(services, lease, attempt, error);
};

/**
 * Handles an error after the engine has accepted the attempt. Never starts a new operation: transient errors are
 * retried later on the same one, a limited number of times.
 */
const throwRetryOrFailure = async (
  services: Services,
  lease: Lease,
  started: StartedAttempt,
  error: unknown,
): Promise<never> => {
  const { attempt } = started;
  // The render output goes to our own folders, so this is a fault of our storage.
  const ours = error instanceof Failure && error.kind === 'output_unwritable';
  const fault = ours ? new Failure('fault', { of: 'storage' }, error) : error;
  const known = await orFault(services, lease, fault);
  if (known instanceof RetryLater) throw known;
  const { kind } = asFailure(known);
  if (!transient.includes(kind)) return cancelFailed(services, lease, started, known);
  const maximumErrors = maximumErrorsOf(started.engine);
  const errors = await countAttemptError(
    services.store.database,
    attempt.idempotencyKey,
    weightOf(kind, maximumErrors),
  );
  if (errors >= maximumErrors) return cancelFailed(services, lease, started, known);
  services.log.warn({ job: attempt.job, take: attempt.take, errors, error }, 'will be retried');
  throw new RetryLater('trouble', { cause: error });
};

/**
 * Makes one take into a stored clip, continuing where an earlier run stopped. Returns the updated take. Throws
 * `RetryLater` or the take's `Failure`.
 */
export const renderTake = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  latest: AttemptRow | null,
  files: TakeFiles,
  progress: TakeProgress,
): Promise<TakeRow> => {
  let started = await beginAttempt(services, lease, take, latest, files);
  const renew = async (operation: Operation): Promise<void> => {
    started = { ...started, operation };
    if (!(await renewOperation(services.store.database, lease.token, started.attempt, operation)))
      throw new RetryLater('lease lost');
  };
  const renderStarted = async (): Promise<Failure | TakeRow> => {
    const frame = showFrame(lease, take, started);
    const failed = await untilReady(lease, started, { at: progress.at, frame }, renew);
    if (failed !== null) return failed;
    const made = await collectAndFinish(services, lease, take, started, files, progress);
    lease.signal.throwIfAborted();
    const recorded = await record(services, lease, take, started, made);
    await tidy(services, started);
    return recorded;
  };
  const ended = await renderStarted().catch((error: unknown) => {
    if (error instanceof RetryLater || lease.signal.aborted) throw error;
    return throwRetryOrFailure(services, lease, started, error);
  });
  if (!(ended instanceof Failure)) return ended;
  // An operation that was lost and cost nothing is started again.
  const again = ended.kind === 'unavailable' && started.attempt.plan.credits === 0;
  return closeAndThrow(services, lease, started.attempt, ended, again);
};
