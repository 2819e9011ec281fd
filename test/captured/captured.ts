import type { ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../src/core/log.ts';
import { openLog } from '../../src/main/logger.ts';

/** Where a run of tests keeps what was logged; its name goes to all of vitest's processes. */
export const folderSetting = 'PHOTOPLAY_CAPTURED';

const folder = process.env[folderSetting];
const file = (name: string): string | null =>
  folder === undefined ? null : join(folder, `${name}-${process.pid}`);

const keep = (name: string, text: string | Buffer): void => {
  const path = file(name);
  if (path !== null) appendFileSync(path, text);
};

/** Says what no log may hold: a secret, or somebody's words. */
export const canary = (kind: 'secret' | 'words', text: string): void =>
  keep('canaries', `${JSON.stringify({ kind, text })}\n`);

let programs = 0;

/** Keeps everything that a program prints and logs, to be looked through when all tests have ended. */
export const captureOutput = <Child extends ChildProcess>(child: Child): Child => {
  programs += 1;
  const name = `program-${programs}`;
  child.stdout?.on('data', (bytes: Buffer) => keep(`${name}-out`, bytes));
  child.stderr?.on('data', (bytes: Buffer) => keep(`${name}-log`, bytes));
  return child;
};

let log: Log | undefined;

/** The service’s own log, kept like that of a program. */
export const capturedLog = (): Log => {
  log ??= openLog('debug', file('house-log') ?? '/dev/null');
  return log;
};
