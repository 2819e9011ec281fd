import { rmSync } from 'node:fs';
import { Redis } from 'ioredis';
import { available, findProgram, freePort, startServer, temporaryFolder } from './test-servers.ts';

const program = findProgram('redis-server');

export const redisAvailable = (): boolean =>
  available(program, 'redis-server is missing, its tests are left out: apt-get install redis-server');

export type RedisPeer = {
  readonly url: string;
  flush(): Promise<void>;
  /** Ends the server the hard way; what it wrote stays. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port and files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** A real Redis on a free loopback port with its append-only file in a temporary folder. */
export const startRedis = async (settings: readonly string[] = []): Promise<RedisPeer> => {
  const folder = temporaryFolder('redis');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--save',
    '',
  ];
  const start = () =>
    startServer(program ?? 'redis-server', [...options, ...settings], 'Ready to accept connections');
  let server = await start();
  return {
    url,
    async flush() {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
    kill: () => server.end('SIGKILL'),
    async restart() {
      server = await start();
    },
    async stop() {
      await server.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
