import { Worker } from 'node:worker_threads';
import { asFailure, type FailureRecord } from '../core/failure.ts';
import type { Json } from '../core/json.ts';

/** What a child sends back, once. `cause` is for the log. */
export type ChildAnswer<T> =
  | { readonly result: T }
  | { readonly failure: FailureRecord; readonly cause: string };

// Leaving politely would wait for a decoder that may never end.
const vanish = (): boolean => process.kill(process.pid, 'SIGKILL');

/** For work that keeps this thread busy: has another thread watch the memory limit. */
export const watchFromThread = (): void => {
  const { memory } = JSON.parse(process.argv[2] ?? '') as { memory: number };
  const watch = `setInterval(() => process.memoryUsage.rss() > ${memory} && process.kill(process.pid, 'SIGKILL'), 20)`;
  new Worker(watch, { eval: true }).unref();
};

/** The child's side of `askChild`: does the one task it was forked for, unless it grows past its memory limit. */
export const answerParent = async <Task extends Json, Result>(
  work: (task: Task) => Promise<Result>,
): Promise<void> => {
  const { task, memory } = JSON.parse(process.argv[2] ?? '') as { task: Task; memory: number };
  process.once('disconnect', vanish);
  // Ctrl-C reaches the whole family; whether this child must go is the parent's decision.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  setInterval(() => {
    if (process.memoryUsage.rss() > memory) vanish();
  }, 20);
  const answer: ChildAnswer<Result> = await work(task).then(
    (result) => ({ result }),
    (error: unknown) => {
      const { kind, facts, cause } = asFailure(error);
      return { failure: { kind, facts }, cause: String(cause ?? '') };
    },
  );
  process.send?.(answer, () => process.exit());
};
