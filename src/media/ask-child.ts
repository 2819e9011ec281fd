import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { Failure, type FailureKind } from '../core/failure.ts';
import type { Json } from '../core/json.ts';
import type { ChildAnswer } from './answer-parent.ts';

const children = new PQueue({ concurrency: availableParallelism() });

export type ChildTask = {
  /** From `childModule`. The module must call `answerParent`. */
  readonly module: { readonly path: string; readonly execArgv: readonly string[] };
  readonly task: Json;
  /** Wall-clock seconds and resident bytes. The child is killed when it exceeds either. */
  readonly limits: { readonly seconds: number; readonly memory: number };
  /** Failure kinds to report when the child dies. */
  readonly losses: Readonly<Record<'slow' | 'greedy' | 'crashed', FailureKind>>;
  readonly signal: AbortSignal | null;
};

const ask = <Result>({ module, task, limits, losses, signal }: ChildTask): Promise<Result> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) throw new Failure('cancelled');
    const child = fork(module.path, [JSON.stringify({ task, memory: limits.memory })], {
      execArgv: [...module.execArgv, '--max-old-space-size=128'],
      // Code that decodes untrusted bytes must not see our secrets.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      timeout: limits.seconds * 1000,
      killSignal: 'SIGKILL',
      ...(signal !== null && { signal }),
    });
    let answer: ChildAnswer<Result> | null = null;
    child.once('message', (message) => {
      answer = message as ChildAnswer<Result>;
    });
    child.on('error', (error) => {
      if (!child.killed) reject(error);
    });
    const judge = (killedBy: NodeJS.Signals | null): Failure => {
      if (signal?.aborted) return new Failure('cancelled');
      if (child.killed) return new Failure(losses.slow);
      // SIGKILL means that the child exceeded its memory limit or the kernel's OOM killer struck; V8 aborts with
      // SIGABRT.
      const greedy = killedBy === 'SIGKILL' || killedBy === 'SIGABRT';
      return new Failure(greedy ? losses.greedy : losses.crashed);
    };
    child.once('close', (_code, killedBy) => {
      if (answer === null) reject(judge(killedBy));
      else if ('result' in answer) resolve(answer.result);
      else reject(new Failure(answer.failure.kind, answer.failure.facts, answer.cause));
    });
  });

/** Runs a task in a child process, at most as many at a time as there are cores. Throws `Failure`. */
export const askChild = <Result>(question: ChildTask): Promise<Result> =>
  children.add(() => ask<Result>(question));
