import { Worker } from 'node:worker_threads';
import { asFailure, type FailureRecord } from '../core/failure.ts';
import type { Json } from '../core/json.ts';

/** The single message that a child process sends back. `cause` is for the log. */
export type ChildAnswer<T> =
  | { readonly result: T }
  | { readonly failure: FailureRecord; readonly cause: string };

// An orderly exit would wait for a decoder that may never finish.
const vanish = (): boolean => process.kill(process.pid, 'SIGKILL');

/** Checks the memory limit from a second thread. For work that blocks this one. */
export const watchFromThread = (): void => {
  const { memory } = JSON.parse(process.argv[2] ?? '') as { memory: number };
  const watch = `setInterval(() => process.memoryUsage.rss() > ${memory} && process.kill(process.pid, 'SIGKILL'), 20)`;
  new Worker(watch, { eval: true }).unref();
};

/** Child side of `askChild`: runs the one task the process was forked for and exits if memory exceeds the limit. */
export const answerParent = async <Task extends Json, Result>(
  work: (task: Task) => Promise<Result>,
): Promise<void> => {
  const { task, memory } = JSON.parse(process.argv[2] ?? '') as { task: Task; memory: number };
  process.once('disconnect', vanish);
  // Ctrl-C reaches the whole process group; the parent decides whether this child should stop.
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
