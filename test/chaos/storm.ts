import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { childModule } from '../../src/media/child.ts';
import type { Count, Task } from './task.ts';

export type Weather = {
  readonly workers: number;
  readonly kills: number;
  /** Milliseconds without which nothing more is hoped for. */
  readonly patience: number;
  readonly onKill?: (kill: number) => Promise<void>;
  /** Hears what each worker tells. */
  readonly onCount?: (worker: number, count: Count) => void;
};

export type Aftermath = Count & {
  readonly crashes: number;
  readonly most: number;
  readonly end: NonNullable<Count['end']>;
};

/** Keeps workers running, killing one after another without warning, until every job is done. */
export const storm = async (task: Omit<Task, 'from'>, weather: Weather): Promise<Aftermath> => {
  const { workers, kills, patience, onKill = async () => {}, onCount = () => {} } = weather;
  const { path, execArgv } = childModule(import.meta.url, 'storm-child');
  const running: ChildProcess[] = [];
  const atWork = new Set<ChildProcess>();
  let latest: Count | undefined;
  let crashes = 0;
  let most = 0;
  const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;
  const start = (index: number): void => {
    // The last few again, as a surface does that was never told whether its request arrived.
    const from = index === 0 ? Math.max(0, (latest?.jobs ?? 0) - 10) : null;
    const child = fork(path, [JSON.stringify({ ...task, from })], { execArgv, stdio: 'inherit' });
    child.on('message', (count: Count) => {
      latest = count;
      most = Math.max(most, count.megabytes);
      atWork.add(child);
      onCount(index, count);
    });
    // One that could not start, as while a server restarts, is started anew as a service manager would.
    child.once('exit', () => {
      if (running[index] !== child) return;
      if (atWork.has(child)) crashes++;
      start(index);
    });
    running[index] = child;
  };
  const end = async (index: number): Promise<void> => {
    const child = running[index];
    if (child === undefined) return;
    delete running[index];
    if (!child.kill('SIGKILL') && ended(child)) return;
    await once(child, 'exit');
  };
  const until = async (what: string, reached: () => boolean): Promise<void> => {
    const deadline = Date.now() + patience;
    while (!reached()) {
      if (Date.now() > deadline)
        throw new Error(`${what}: not within ${patience / 1_000} s; ${JSON.stringify(latest)}`);
      await wait(20);
    }
  };
  for (let index = 0; index < workers; index++) start(index);
  try {
    for (let kill = 1; kill <= kills; kill++) {
      const victim = kill % workers;
      // Kills are spread over all jobs.
      await until(`kill ${kill} due`, () => (latest?.done ?? 0) >= (task.jobs * (kill - 1)) / kills);
      // Alive and at work, as its reports tell; then for a moment nobody chose.
      await until(
        `worker ${victim} at work`,
        () => running[victim] !== undefined && atWork.has(running[victim]),
      );
      await wait(Math.random() * 800);
      await end(victim);
      await onKill(kill);
      start(victim);
    }
    latest = undefined;
    await until('every job done', () => latest !== undefined && latest.end !== null);
    const { end: last, ...count } = latest ?? { end: null };
    if (last === null) throw new Error('no worker answered');
    return { ...(count as Count), end: last, crashes, most };
  } finally {
    await Promise.all(running.map((_child, index) => end(index)));
  }
};
