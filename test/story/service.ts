import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { childModule } from '../../src/media/child.ts';
import { captureOutput } from '../captured/captured.ts';
import { until } from '../peers/discord/person.ts';
import { postgresAvailable } from '../peers/postgres.ts';
import { newPostgres, preparePglite } from '../shared/ask.ts';

const entrance = childModule(pathToFileURL(resolve('src/main/main.ts')).href, 'main');

export type Service = {
  /** What it has told on its own screen so far. */
  readonly said: string;
  /** The exit code after being asked to stop. */
  stop(): Promise<number | null>;
  /** Ends it the hard way. */
  kill(): Promise<void>;
};

/** For a story about the database that the program has built in. */
export const builtInDatabase = { DATABASE_URL: '' };

const databases = new Map<string, string>();

/** Where the service of a folder keeps its rows: on the run's Postgres server, which costs less time than its own database. */
const databaseOf = async (folder: string): Promise<string> => {
  const known = databases.get(folder);
  // A folder with data in it brings its own.
  if (known !== undefined || existsSync(join(folder, 'data'))) return known ?? '';
  const url = postgresAvailable() ? await newPostgres() : '';
  databases.set(folder, url);
  return url;
};

/** The real service in a process of its own, with a folder as its current one; resolves when it says so. */
export const startService = async (
  folder: string,
  settings: Readonly<Record<string, string>>,
  ready: string,
  log: (text: string) => void,
): Promise<Service> => {
  const database = settings['DATABASE_URL'] ?? (await databaseOf(folder));
  if (database === '' && !existsSync(join(folder, 'data'))) await preparePglite(join(folder, 'data'));
  const { PATH = '', HOME = '' } = process.env;
  // No story asserts what a face does: photos aren’t searched for them, which would take longer than all else.
  const usual = { PORT: '0', LOG_LEVEL: 'debug', WORKERS: '2', FACE_ANALYSIS: 'off' };
  const child = captureOutput(
    spawn(process.execPath, [...entrance.execArgv, entrance.path, 'start'], {
      cwd: folder,
      env: { PATH, HOME, ...usual, ...settings, DATABASE_URL: database },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  let said = '';
  let logged = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  child.stderr?.on('data', (bytes: Buffer) => {
    logged += bytes.toString();
    log(bytes.toString());
  });
  await until(() => {
    if (child.exitCode !== null) throw new Error(`it ended: ${said} ${logged}`);
    return said.includes(ready);
  }, 150);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    get said() {
      return said;
    },
    stop: async () => {
      await end('SIGTERM');
      return child.exitCode;
    },
    kill: () => end('SIGKILL'),
  };
};
