import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processId } from '../process-id.ts';
import { tell } from './figures.ts';

const residentMegabytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
};

const startOnce = async (folder: string): Promise<{ seconds: number; megabytes: number }> => {
  const begun = performance.now();
  const environment = { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, ['dist/main.js', 'start'], {
    env: environment,
    stdio: 'pipe',
  });
  await once(child.stdout, 'data');
  const seconds = (performance.now() - begun) / 1_000;
  // Idle is what is left when the start has settled.
  await wait(10_000);
  const megabytes = await residentMegabytes(processId(child));
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { seconds, megabytes };
};

/** From start to ready, on a new data folder and on one that is there, and the memory an idle service keeps. */
export const benchService = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  try {
    const cold = await startOnce(folder);
    const warm = await startOnce(folder);
    tell('built-in service', {
      'cold start s': cold.seconds,
      'warm start s': warm.seconds,
      'idle MB after cold': cold.megabytes,
      'idle MB after warm': warm.megabytes,
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};
