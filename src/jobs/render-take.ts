import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beginsAt } from '../core/after.ts';
import { type Clip, type Recipe, recipeOrder } from '../core/clip.ts';
import type { Operation, Warning } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import { orderOfTake } from '../core/order.ts';
import { provenanceOf } from '../core/provenance.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { type AttemptRow, renewOperation } from '../store/attempts.ts';
import { recordClip, type TakeRow } from '../store/takes.ts';
import { closeAndThrow, retryOrFail, type StartedAttempt } from './failed-attempt.ts';
import { partsOf } from './join-clips.ts';
import type { Lease } from './lease.ts';
import type { TakeFiles } from './order-files.ts';
import { type PostProcessed, postProcess } from './post-process.ts';
import { RetryLater, roomToRender } from './retry-later.ts';
import { isLocal } from './route.ts';
import { beginAttempt, modelOfAttempt, showFrame, type TakeProgress, untilReady } from './run-attempt.ts';
import type { FinishedClip, Services } from './services.ts';

type RenderedTake = Pick<Clip, 'recipe' | 'mark' | 'licence' | 'file' | 'thumbnail'> & {
  readonly finished: Omit<FinishedClip, 'file'>;
  /** Seconds it waited for a slot of this process, which say nothing about how long such clips take. */
  readonly waited: number;
};

const recipeOf = (
  lease: Lease,
  take: TakeRow,
  { attempt: { plan } }: StartedAttempt,
  { post, warnings }: PostProcessed,
  notices: readonly Warning[],
): Recipe => {
  const { effectVersion, engine, model, input } = plan;
  const order = recipeOrder(orderOfTake(lease.job.order, take.number));
  return {
    order: { ...order, engine, model, seed: take.seed },
    ...{ effectVersion, engine, model, input, post },
    warnings: [...plan.warnings, ...notices, ...warnings],
  };
};

const renderAndStore = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  started: StartedAttempt,
  files: TakeFiles,
  progress: TakeProgress,
): Promise<RenderedTake> => {
  if ((await services.storage.free()) < roomToRender) throw new Failure('disk_full');
  await using workspace = await services.storage.workspace();
  const output = join(workspace.folder, 'rendered.mp4');
  const processed = join(workspace.folder, 'clip.mp4');
  const poster = join(workspace.folder, 'poster.jpg');
  const { signal } = lease;
  const { paths, depth, mask, sound } = files;
  const { priority } = lease.job;
  const order = orderOfTake(lease.job.order, take.number);
  const { after } = order;
  const notices: Warning[] = [];
  const context = {
    photos: paths,
    depth: depth ?? undefined,
    mask: mask ?? undefined,
    sound: sound === null ? undefined : { path: sound, start: after === null ? 0 : beginsAt(after) },
    ...{ output, signal, onProgress: progress.at, onNotice: (notice: Warning) => notices.push(notice) },
    // What continues a clip may be of pixels that a model made.
    ...(after === null && { onPreview: showFrame(lease, take, started, progress) }),
  };
  const model = modelOfAttempt(started);
  const parts = await partsOf(services, order);
  const finish = async (): Promise<Omit<RenderedTake, 'waited'>> => {
    const done = await postProcess(services, order, model, files, output, processed, parts, signal);
    const made = { recipe: recipeOf(lease, take, started, done, notices), mark: done.mark };
    // Variants aren't ranked against each other.
    const ranked = lease.job.order.variants === undefined ? order.takes : 1;
    const request = { motion: order.motion, about: provenanceOf(made), takes: ranked };
    const { file: marked, ...finished } = await services.media.finish(done.clip, poster, request, signal);
    // Named after the attempt, so repeating this after a crash replaces the files instead of adding more.
    const name = `clips/${started.attempt.idempotencyKey}`;
    const [file, thumbnail] = [`${name}.mp4`, `${name}.jpg`];
    await services.storage.put(thumbnail, poster);
    await services.storage.putClip(file, marked);
    const licences =
      order.joined === undefined ? [model?.licence ?? ''] : parts.map(({ licence }) => licence);
    const licence = [...new Set(licences)].filter((one) => one !== '').join(', ');
    // Cuts aren't flicker, so what is joined has no score.
    const scored = order.joined === undefined ? finished : { ...finished, score: null };
    return { ...made, licence, file, thumbnail, finished: scored };
  };
  const collect = async (): Promise<void> => {
    const [first] = parts;
    if (first === undefined) await started.engine.collect(started.operation, context);
    else await copyFile(first.path, output);
    await progress.rendered();
  };
  const local = isLocal(started.engine);
  // Downloading doesn't take a slot from CPU-bound work.
  if (!local) await collect();
  const waitingSince = performance.now();
  return await services.slots.run(local ? 'render' : 'remote-result', priority, signal, async () => {
    const waited = (performance.now() - waitingSince) / 1_000;
    if (local) await collect();
    return { ...(await finish()), waited };
  });
};

const record = async (
  services: Services,
  lease: Lease,
  take: TakeRow,
  started: StartedAttempt,
  made: RenderedTake,
): Promise<TakeRow> => {
  const { order } = lease.job;
  const { finished, waited, ...described } = made;
  const clip = {
    ...finished,
    ...described,
    id: newId(),
    job: take.job,
    take: take.number,
    owner: order.owner,
    took: (Date.now() - started.attempt.startedAt.getTime()) / 1_000,
  };
  const { idempotencyKey, plan } = started.attempt;
  const attempt = { idempotencyKey, credits: plan.credits, waited };
  if (!(await recordClip(services.store.database, lease.token, clip, attempt)))
    throw new RetryLater('lease lost');
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
    const preview = showFrame(lease, take, started, progress);
    const failed = await untilReady(lease, started, { at: progress.at, preview }, renew);
    if (failed !== null) return failed;
    const made = await renderAndStore(services, lease, take, started, files, progress);
    lease.signal.throwIfAborted();
    const recorded = await record(services, lease, take, started, made);
    await tidy(services, started);
    return recorded;
  };
  const ended = await renderStarted().catch((error: unknown) => {
    if (error instanceof RetryLater || lease.signal.aborted) throw error;
    return retryOrFail(services, lease, started, error);
  });
  if (!(ended instanceof Failure)) return ended;
  // An operation that was lost and cost nothing is started again.
  const again = ended.kind === 'unavailable' && started.attempt.plan.credits === 0;
  return closeAndThrow(services, lease, started.attempt, ended, again);
};
