import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import type { Task } from './worker-process.ts';

// Bundled it starts several times faster than from source. It lies where it finds the packages.
const script = resolve(`node_modules/.cache/photoplay/worker-process-${process.pid}.mjs`);
buildSync({
  entryPoints: [resolve(import.meta.dirname, 'worker-process.ts')],
  outfile: script,
  bundle: true,
  platform: 'node',
  format: 'esm',
  external: ['@electric-sql/pglite'],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
});
process.once('exit', () => rmSync(script));

type WorkerChild = {
  /** Ids it has started on so far. */
  readonly started: readonly string[];
  kill(signal: NodeJS.Signals): void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
};

/** Starts a worker in a process of its own. It does not outlive this one. */
export const startWorkerChild = (task: Task): WorkerChild => {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
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
