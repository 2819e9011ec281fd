import type { Operation } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import { withTimeout } from '../core/with-timeout.ts';
import type { StartedAttempt } from './attempt.ts';
import { fenceOf, type Lease } from './lease.ts';

/** Receives a take's progress, 0 to 1, and a frame of it. `rendered` throws when the lease is lost. */
export type TakeProgress = {
  at(fraction: number): void;
  preview(jpeg: Uint8Array): void;
  rendered(): Promise<void>;
};

const checkSeconds = 60;
// Longer than any model may run, so an operation that takes longer is considered lost.
const renderingSeconds = 45 * 60;

/** Polls the engine until the take is ready, with growing pauses. Returns the failure when the engine reports one. */
export const untilReady = async (
  lease: Lease,
  { attempt, engine, operation: first }: StartedAttempt,
  progress: Pick<TakeProgress, 'at' | 'preview'>,
  renew: (operation: Operation) => Promise<void>,
): Promise<Failure | null> => {
  let operation = first;
  const started = performance.now() - attempt.age * 1_000;
  for (let pause = 250; ; pause = Math.min(pause * 1.5, 5_000)) {
    const checked = await withTimeout(checkSeconds, 'unavailable', engine.check(operation, fenceOf(lease)));
    if (checked.state === 'ready') return null;
    if (checked.state === 'failed') return new Failure(checked.failure.kind, checked.failure.facts);
    if (checked.fraction !== null) progress.at(checked.fraction);
    if (checked.preview !== undefined) progress.preview(checked.preview);
    if (checked.operation !== undefined) {
      operation = checked.operation;
      await renew(operation);
      lease.signal.throwIfAborted();
      continue;
    }
    if (performance.now() - started > renderingSeconds * 1_000) {
      await engine.cancel(operation);
      return new Failure('timeout');
    }
    await engine.waitForUpdate(operation, pause, lease.signal);
  }
};
