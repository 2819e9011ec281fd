import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const { CI, PATH = '' } = process.env;

/** Where a program is: on the PATH or in one of the folders given; null when this machine lacks it. */
export const findProgram = (name: string, folders: readonly string[] = []): string | null =>
  [...PATH.split(delimiter), ...folders]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null;

/** Folders that Debian puts its PostgreSQL programs in, newest first. */
export const postgresFolders = (): string[] => {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort((left, right) => Number(right) - Number(left))
    .map((version) => join(root, version, 'bin'));
};

/** False, told once, when a developer's machine lacks a server; on CI that is an error instead. */
export const available = (program: string | null, advice: string): boolean => {
  if (program !== null) return true;
  if (CI !== undefined) throw new Error(advice);
  console.log(advice);
  return false;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A temporary folder, gone at the latest when this process ends. */
export const temporaryFolder = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `photoplay-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

type Identity = { readonly uid?: number; readonly gid?: number };

/** Who a server that refuses to run as root runs as. */
export const unprivileged = (): Identity => {
  if (process.getuid?.() !== 0) return {};
  const ask = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
};

type Server = {
  /** Sends the signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
};

const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Starts a server and waits for the line that says it is ready. It does not outlive this process. */
export const startServer = (
  program: string,
  options: readonly string[],
  readyLine: string,
  identity: Identity = {},
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'], ...identity });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('error', reject);
    child.once('exit', () => {
      process.off('exit', kill);
      reject(new Error(`${program} ended before it was ready: ${output}`));
    });
    const end = async (signal: NodeJS.Signals) => {
      if (gone(child)) return;
      const ended = new Promise((settle) => child.once('exit', settle));
      child.kill(signal);
      await ended;
    };
    let output = '';
    const read = (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-4_000);
      if (output.includes(readyLine)) resolve({ end });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
