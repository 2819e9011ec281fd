import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Task } from './worker-process.ts';

const script = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

type WorkerChild = {
  /** Ids it has started on so far. */
  readonly started: readonly string[];
  kill(signal: NodeJS.Signals): void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
};

/** Starts a worker in a process of its own. It does not outlive this one. */
export const startWorkerChild = (task: Task): WorkerChild => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const started: string[] = [];
  createInterface(child.stdout).on('line', (id) => started.push(id));
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    // Not on `exit`: what it printed last must have been read.
    child.once('close', (code) => {
      process.off('exit', end);
      resolve(code);
    });
  });
  return { started, ended, kill: (signal) => child.kill(signal) };
};
