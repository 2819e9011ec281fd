import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, vi } from 'vitest';
import { childModule } from '../../src/media/child.ts';
import { canary, captureOutput } from '../captured/captured.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres, preparePglite } from '../shared/ask.ts';

export type Ended = {
  readonly code: number | null;
  readonly out: string;
  readonly errors: readonly string[];
};

export type Program = {
  /** A folder of the test's own, the program's current one. */
  readonly folder: string;
  /** Starts `photoplay` with these words. */
  start(words: readonly string[], settings?: Record<string, string>): ChildProcess;
  /** Runs it to its end. Progress lines are left out of `errors`. */
  run(words: readonly string[], settings?: Record<string, string>): Promise<Ended>;
};

const entrance = childModule(pathToFileURL(resolve('src/main/main.ts')).href, 'main');

const isProgress = (line: string): boolean => / \d+ ?%/.test(line);

/** What `photoplay` printed to its end. */
export const ended = async (child: ChildProcess): Promise<Ended> => {
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('not piped');
  const [out, errors] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  const lines = errors.split('\n').filter((line) => line !== '' && !isProgress(line));
  return { code: child.exitCode, out, errors: lines };
};

/**
 * The real program in processes of its own, in a new folder for every test, with settings that all of them have. With
 * `data`, the folder has a database already; with `server`, it's on the run's Postgres, which costs a start less.
 */
export const program = (
  usual: Record<string, string> = {},
  has: 'data' | 'server' | 'nothing' = 'nothing',
): Program => {
  // A test makes several clips, and machines may be busy.
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });
  let folder = '';
  let database: Record<string, string> = {};
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-terminal-'));
    if (has === 'server' && postgresAvailable()) database = { DATABASE_URL: await newPostgres() };
    else if (has !== 'nothing') await preparePglite(join(folder, 'data'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  const start: Program['start'] = (words, settings = {}) => {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [...entrance.execArgv, entrance.path, ...words], {
      cwd: folder,
      env: { PATH, HOME, LANG: 'C', ...database, ...usual, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const wish = words[words.indexOf('--prompt') + 1];
    if (words.includes('--prompt') && wish !== undefined) canary('words', wish);
    return captureOutput(child);
  };
  return {
    get folder() {
      return folder;
    },
    start,
    run: (words, settings) => ended(start(words, settings)),
  };
};
