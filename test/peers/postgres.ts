import { execFileSync } from 'node:child_process';
import { chownSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import {
  available,
  findProgram,
  freePort,
  postgresFolders,
  startServer,
  temporaryFolder,
  unprivileged,
} from './test-servers.ts';

const program = findProgram('postgres', postgresFolders());
const initdb = findProgram('initdb', postgresFolders());

export const postgresAvailable = (): boolean =>
  available(program, 'PostgreSQL is missing, its tests are left out: apt-get install postgresql');

export type PostgresPeer = {
  readonly url: string;
  /** Stops without any farewell to clients, as a crash would; what it wrote stays. */
  kill(): Promise<void>;
  /** The same, unless that was done before, and starts again on the same port and files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** Address of a new database: empty, or a copy of another that nobody is using. */
  createDatabase(name: string, template?: string): Promise<string>;
};

const pooler = findProgram('pgbouncer', ['/usr/sbin']);

export const poolerAvailable = (): boolean =>
  available(pooler, 'PgBouncer is missing, its tests are left out: apt-get install pgbouncer');

/** A real PgBouncer before a server. `url` names the same database through it. */
export const startPooler = async (
  target: string,
  mode: 'session' | 'transaction',
): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const folder = temporaryFolder('pgbouncer');
  const identity = unprivileged();
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const port = await freePort();
  const { hostname, port: behind } = new URL(target);
  const settings = {
    ...{
      listen_addr: '127.0.0.1',
      listen_port: port,
      unix_socket_dir: '',
      auth_type: 'any',
      pool_mode: mode,
    },
    ignore_startup_parameters: 'extra_float_digits',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, 'pgbouncer.ini');
  const databases = `[databases]\n* = host=${hostname} port=${behind} user=photoplay\n`;
  writeFileSync(file, `${databases}[pgbouncer]\n${lines.join('\n')}\n`);
  const server = await startServer(pooler ?? 'pgbouncer', [file], 'process up', identity);
  const url = new URL(target);
  url.port = String(port);
  return {
    url: url.href,
    async stop() {
      await server.end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A real PostgreSQL on a free loopback port with its files in a temporary folder. */
export const startPostgres = async (settings: readonly string[] = ['fsync=off']): Promise<PostgresPeer> => {
  const folder = temporaryFolder('postgres');
  const data = join(folder, 'data');
  const identity = unprivileged();
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid);
  const initialise = ['-D', data, '-U', 'photoplay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(initdb ?? 'initdb', initialise, { stdio: 'pipe', ...identity });
  const port = await freePort();
  const address = (database: string): string => `postgres://photoplay@127.0.0.1:${port}/${database}`;
  const options = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1'];
  const start = () =>
    startServer(
      program ?? 'postgres',
      [...options, ...settings.flatMap((setting) => ['-c', setting])],
      'database system is ready to accept connections',
      identity,
    );
  let server = await start();
  return {
    url: address('postgres'),
    kill: () => server.end('SIGQUIT'),
    async restart() {
      await server.end('SIGQUIT');
      server = await start();
    },
    async stop() {
      await server.end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
    async createDatabase(name, template = 'template1') {
      const client = new pg.Client(address('postgres'));
      await client.connect();
      const [own, like] = [name, template].map((one) => client.escapeIdentifier(one));
      await client.query(`CREATE DATABASE ${own} TEMPLATE ${like}`);
      await client.end();
      return address(name);
    },
  };
};
