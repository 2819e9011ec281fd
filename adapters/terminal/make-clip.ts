import { access } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { asFailure, Failure, type FailureRecord, isUsage } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { RefusedPhoto } from '../../src/core/order.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import { sentence } from '../../src/text/sentence.ts';
import { type Answering, answerQuestion } from './answer-question.ts';
import { statusLine } from './print-clip.ts';
import { takePaths } from './take-paths.ts';
import { terminalTarget } from './terminal-platform.ts';
import type { Raw, TerminalSession } from './terminal-session.ts';

/** One clip to make: the values of a command that starts a job, and the output file. */
export type Task = { readonly label: string; readonly raw: Raw; readonly out: string };

export type Result = {
  readonly task: Task;
  readonly failure: FailureRecord | null;
  /** The most the job would have cost. */
  readonly credits: number;
  /** Best first, with the path each was written to. */
  readonly clips: readonly (ClipFile & { readonly written: string })[];
  readonly advice: readonly string[];
  /** Photos of several that couldn't be used. */
  readonly refused?: readonly RefusedPhoto[];
};

type Running = { readonly task: Task; readonly job: string; readonly advice: readonly string[] };

/** What `makeAll` needs besides the tasks. Aborting the signal cancels unfinished jobs. */
export type MakeParts = Answering & { readonly signal: AbortSignal };

const pollMilliseconds = 200;

const record = (error: unknown): FailureRecord => {
  const { kind, facts } = asFailure(error);
  return { kind, facts };
};

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const failed = (task: Task, failure: FailureRecord, credits = 0): Result => ({
  ...{ task, failure, credits, clips: [], advice: [] },
});

const collect = async (
  session: TerminalSession,
  { task, advice }: Running,
  status: JobStatus,
): Promise<Result> => {
  if (status.outcome === 'cancelled') return failed(task, { kind: 'cancelled', facts: {} }, status.credits);
  if (status.failure !== null) return failed(task, status.failure, status.credits);
  const found: ClipFile[] = [];
  for (const id of status.clips)
    found.push(...(await session.run('clip', { id }, terminalTarget(null), newId())).clips);
  const paths = takePaths(
    task.out,
    found.map(({ clip }) => clip),
  );
  const clips = found.map((clip, index) => ({ ...clip, written: paths[index] ?? task.out }));
  // The service may lack write access that this terminal has. It still has the clip stored.
  for (const { written } of clips)
    if (!(await isThere(written)))
      return failed(task, { kind: 'output_unwritable', facts: { path: written } });
  const { refused = [] } = status;
  return { task, failure: null, credits: status.credits, clips, advice, refused };
};

type Sent = { readonly running: Running } | { readonly result: Result } | 'full';

/** Starts a task's job; `full` when a running one must end first. Throws usage `Failure`s for the first task only. */
const send = async (
  session: TerminalSession,
  name: string,
  task: Task,
  before: { readonly running: number; readonly ended: number },
  parts: MakeParts,
): Promise<Sent> => {
  try {
    const first = await session.run(name, task.raw, terminalTarget(task.out), newId());
    const reply = await answerQuestion(session, first, task.out, parts);
    const { job, text, advice } = reply;
    if (text.key === 'accepted' && text.values.credits !== undefined)
      parts.screen.complain(sentence(parts.messages, text));
    if (job === null) return { result: failed(task, { kind: 'cancelled', facts: {} }) };
    return { running: { task, job: job.id, advice } };
  } catch (error) {
    const failure = record(error);
    // A usage error is the same for every photo.
    if (isUsage(failure.kind) && before.running + before.ended === 0) throw error;
    return failure.kind === 'too_many_jobs' && before.running > 0
      ? 'full'
      : { result: failed(task, failure) };
  }
};

/**
 * Starts a job for every task and waits for all of them. A failed task doesn't stop the rest. Aborting cancels
 * unfinished jobs. Throws only usage `Failure`s, before anything has run.
 */
export const makeAll = async (
  session: TerminalSession,
  name: string,
  tasks: readonly Task[],
  parts: MakeParts,
): Promise<Result[]> => {
  const { screen, signal, messages } = parts;
  const results: Result[] = [];
  const left = new Set<Running>();
  let unsent = tasks;
  /** Starts as many tasks as the user's job limit allows. The rest wait here until others end. */
  const sendMore = async (): Promise<void> => {
    for (const task of unsent) {
      const before = { running: left.size, ended: results.length };
      const sent = await send(session, name, task, before, parts);
      if (sent === 'full') return;
      unsent = unsent.slice(1);
      if ('running' in sent) left.add(sent.running);
      else results.push(sent.result);
    }
  };
  await sendMore();
  let cancelling = false;
  while (left.size > 0 || unsent.length > 0) {
    if (signal.aborted && !cancelling) {
      results.push(...unsent.map((task) => failed(task, { kind: 'cancelled', facts: {} })));
      unsent = [];
      cancelling = true;
      for (const { job } of left) await session.run('cancel', { id: job }, terminalTarget(null), newId());
    }
    const statuses: JobStatus[] = [];
    const before = results.length;
    for (const entry of left) {
      const status = await session.status(entry.job);
      if (status === null) throw new Failure('not_found');
      statuses.push(status);
      if (status.state !== 'done') continue;
      left.delete(entry);
      results.push(await collect(session, entry, status));
    }
    if (results.length > before) await sendMore();
    const finished = tasks.length - left.size - unsent.length;
    const done = (finished + sum(statuses)) / tasks.length;
    const current =
      statuses.find((status) => status.state !== 'queued' && status.state !== 'done') ?? statuses[0];
    const count =
      tasks.length > 1 ? `, ${messages.format('terminal.done', { done: finished, all: tasks.length })}` : '';
    if (current && left.size > 0) screen.progress(Math.min(1, done), statusLine(messages, current) + count);
    if (left.size > 0) await wait(pollMilliseconds);
  }
  screen.clear();
  return tasks.flatMap((task) => results.filter((result) => result.task === task));
};

const sum = (statuses: readonly JobStatus[]): number =>
  statuses.reduce((total, status) => total + (status.state === 'done' ? 0 : status.fraction), 0);
