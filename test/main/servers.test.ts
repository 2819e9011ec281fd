import { chown, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { asFailure, Failure } from '../../src/core/failure.ts';
import { openStore } from '../../src/main/backends.ts';
import { waitingFor } from '../../src/main/wait-for-servers.ts';
import { makeRoot } from '../../src/media/provenance/certificate.ts';
import { checkRedis, requireNoEviction } from '../../src/queue/redis-check.ts';
import { clockGap } from '../../src/store/clock-gap.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { capturedLog } from '../captured/captured.ts';
import { english } from '../messages/opened.ts';

import {
  type PostgresPeer,
  poolerAvailable,
  postgresAvailable,
  startPooler,
  startPostgres,
} from '../peers/postgres.ts';
import { type RedisPeer, redisAvailable, startRedis } from '../peers/redis.ts';
import { freePort } from '../peers/test-servers.ts';

const secret = 'f@lse/se#cret';
const sentence = async (tried: Promise<unknown>): Promise<string> => {
  const failure = asFailure(await tried.then(() => null).catch((error: unknown) => error));
  return failureText(english, failure);
};

/** A certificate of its own, where Postgres looks for one. */
const writeCertificate = async (folder: string): Promise<void> => {
  const { certificate, key } = await makeRoot();
  const { uid, gid } = await stat(folder);
  for (const [name, text] of [
    ['server.crt', certificate],
    ['server.key', key],
  ] as const) {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    await chown(join(folder, name), uid, gid);
  }
};

describe.runIf(postgresAvailable())('what DATABASE_URL gets wrong', () => {
  let postgres: PostgresPeer;
  let port = '';
  beforeAll(async () => {
    const rules = join(tmpdir(), `photoplay-hba-${process.pid}.conf`);
    const lines = [
      'host all photoplay all trust',
      'hostssl all encrypted all trust',
      'host all ana,eve all scram-sha-256',
    ];
    await writeFile(rules, `${lines.join('\n')}\n`, { mode: 0o644 });
    postgres = await startPostgres(['fsync=off', `hba_file=${rules}`]);
    ({ port } = new URL(postgres.url));
    const client = new pg.Client(postgres.url);
    await client.connect();
    for (const role of ['ana', 'eve', 'encrypted', 'outside'])
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'right'`);
    await client.query('CREATE DATABASE own OWNER ana');
    await client.query(
      `CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
    await client.end();
  });
  afterAll(() => postgres.stop());

  const open = async (rest: string): Promise<void> => {
    const config = readConfig({ DATABASE_URL: rest.replace('HOST', `127.0.0.1:${port}`) });
    await (await openStore(config, capturedLog())).close();
  };

  it.each([
    [`postgres://ana:${encodeURIComponent(secret)}@HOST/own`, /has a wrong user name or password/],
    [`postgres://ana:${secret}@HOST/own`, /Write @, # and \/ in a password as %40, %23 and %2F/],
    ['postgres://ana:right@HOST/nowhere', /names a database that doesn’t exist/],
    ['postgres://eve:right@HOST/own', /may not create tables.*GRANT CREATE ON SCHEMA public/],
    ['postgres://outside:right@HOST/own', /allow the user in pg_hba.conf/],
    ['postgres://encrypted@HOST/own', /isn’t let in without TLS/],
    ['postgres://photoplay@HOST/own?sslmode=require', /asks for TLS, which this Postgres doesn’t offer/],
    ['postgres://photoplay@HOST/latin', /a database in LATIN1\. Create one with UTF-8/],
  ])('%s', async (url, words) => {
    const told = await sentence(open(url));
    expect(told).toMatch(/DATABASE_URL/);
    expect(told).toMatch(words);
    for (const part of [secret, encodeURIComponent(secret), 'right']) expect(told).not.toContain(part);
  });

  it('is a certificate that nobody trusts, which the server may still use', async () => {
    const client = new pg.Client(postgres.url);
    await client.connect();
    const { rows } = await client.query('show data_directory');
    await writeCertificate(rows[0].data_directory);
    await client.query('ALTER SYSTEM SET ssl = on');
    await client.query('SELECT pg_reload_conf()');
    await client.end();
    const encrypted = `postgres://ana:${encodeURIComponent(secret)}@HOST/own?sslmode=`;
    await vi.waitFor(async () => {
      const told = await sentence(open(`${encrypted}verify-full`));
      expect(told).toMatch(
        /DATABASE_URL reaches a Postgres whose certificate isn’t trusted\. Set sslrootcert/,
      );
      for (const part of [secret, encodeURIComponent(secret)]) expect(told).not.toContain(part);
    }, 10_000);
    expect(await sentence(open(`${encrypted}require`))).toMatch(/wrong user name or password/);
  });

  it.runIf(poolerAvailable())('is a pooler that lends connections for a transaction only', async () => {
    const lending = await startPooler(postgres.url, 'transaction');
    const told = await sentence(openStore(readConfig({ DATABASE_URL: lending.url }), capturedLog()));
    expect(told).toMatch(/DATABASE_URL goes through a pooler in transaction mode\. Set pool_mode to session/);
    const client = new pg.Client(postgres.url);
    await client.connect();
    expect((await client.query(`select 1 from pg_locks where locktype = 'advisory'`)).rows).toEqual([]);
    await client.end();
    await lending.stop();
  });

  it.runIf(poolerAvailable())('is not a pooler that lends them for a session', async () => {
    const lending = await startPooler(postgres.url, 'session');
    await (await openStore(readConfig({ DATABASE_URL: lending.url }), capturedLog())).close();
    await lending.stop();
  });

  it('is not the clock, which the doctor compares', async () => {
    const store = await openStore(readConfig({ DATABASE_URL: postgres.url }), capturedLog());
    expect(Math.abs(await clockGap(store.database))).toBeLessThan(1);
    expect(await clockGap(store.database, () => Date.now() + 42_000)).toBeCloseTo(42, 0);
    await store.close();
  });

  it('is nothing where the password is right', () => open('postgres://ana:right@HOST/own'));

  it('is nothing once a user has the rights that were named', async () => {
    const client = new pg.Client(postgres.url.replace(/\/[^/]*$/, '/theirs'));
    const first = new pg.Client(postgres.url);
    await first.connect();
    await first.query('CREATE DATABASE theirs');
    await first.query('GRANT CREATE ON DATABASE theirs TO eve');
    await first.end();
    await client.connect();
    await client.query('GRANT CREATE ON SCHEMA public TO eve');
    await client.end();
    await open('postgres://eve:right@HOST/theirs');
  });

  it('is nothing with a socket’s folder, as psql takes it', () => {
    const named = (url: string) => readConfig({ DATABASE_URL: url }).DATABASE_URL;
    expect(named('postgres://ana@/own?host=/run/postgresql')).toBe(
      'postgres://ana@localhost/own?host=/run/postgresql',
    );
    expect(() => named('postgres://ana@/own')).toThrow();
  });
});

describe.runIf(redisAvailable())('what REDIS_URL gets wrong', () => {
  let redis: RedisPeer;
  beforeAll(async () => {
    redis = await startRedis(['--requirepass', 'right']);
    const client = new Redis(redis.url, { password: 'right' });
    await client.acl('SETUSER', 'limited', 'on', '>right', '~*', '+select', '+ping');
    client.disconnect();
  });
  afterAll(() => redis.stop());

  it.each([
    ['', '', /needs a password/],
    [':false@', '', /has a wrong user name or password/],
    ['limited:right@', '', /lacks rights/],
    [':right@', '/99', /a database that this Redis doesn’t have/],
  ])('%s…%s', async (user, database, words) => {
    const url = `${redis.url.replace('://', `://${user}`)}${database}`;
    const told = await sentence(checkRedis(url));
    expect(told).toMatch(/REDIS_URL/);
    expect(told).toMatch(words);
  });

  it('is a certificate that nobody trusts', async () => {
    const client = new Redis(redis.url, { password: 'right' });
    const [, folder = ''] = (await client.config('GET', 'dir')) as string[];
    await writeCertificate(folder);
    const port = await freePort();
    const files = ['cert', 'key'].flatMap((kind) => [
      `tls-${kind}-file`,
      join(folder, `server.${kind === 'key' ? 'key' : 'crt'}`),
    ]);
    await client.call('CONFIG', 'SET', ...files, 'tls-auth-clients', 'no', 'tls-port', String(port));
    client.disconnect();
    const told = await sentence(checkRedis(`rediss://:${encodeURIComponent(secret)}@127.0.0.1:${port}`));
    expect(told).toMatch(/REDIS_URL reaches a Redis whose certificate isn’t trusted/);
    for (const part of [secret, encodeURIComponent(secret)]) expect(told).not.toContain(part);
  });

  it('is that a full Redis drops jobs', async () => {
    const careless = await startRedis(['--maxmemory-policy', 'allkeys-lru']);
    const told = await sentence(requireNoEviction(careless.url));
    expect(told).toMatch(/REDIS_URL reaches a Redis that drops jobs when it is full/);
    await careless.stop();
  });

  it('is nothing where the password is right', async () => {
    expect(await checkRedis(redis.url.replace('://', '://:right@'))).toBeInstanceOf(Array);
  });
});

describe('a server that is away when we start', () => {
  const short = { total: 120_000, first: 1, longest: 4 };
  const said: string[] = [];
  const waiting = (stop = new AbortController().signal) => waitingFor((line) => said.push(line), stop, short);

  it('is waited for, which is said once', async () => {
    let tries = 0;
    const opened = await waiting()(async () => {
      tries += 1;
      if (tries < 5) throw new Failure('store_down');
      return 'open';
    });
    expect([opened, tries]).toEqual(['open', 5]);
    expect(said.splice(0)).toEqual(['Waiting up to 2 minutes for the database.']);
    let asked = 0;
    await waiting()(async () => {
      asked += 1;
      if (asked === 1) throw new Failure('fault', { of: 'storage' });
    });
    expect(said.splice(0)).toEqual(['Waiting up to 2 minutes for the file storage.']);
  });

  it('is not waited for where a setting is wrong, or after Ctrl-C', async () => {
    let tries = 0;
    const failing = (kind: 'bad_setting' | 'queue_down') => async () => {
      tries += 1;
      throw new Failure(kind);
    };
    await expect(waiting()(failing('bad_setting'))).rejects.toMatchObject({ kind: 'bad_setting' });
    await expect(waiting(AbortSignal.abort())(failing('queue_down'))).rejects.toMatchObject({
      kind: 'queue_down',
    });
    expect([tries, said]).toEqual([2, []]);
  });

  it('is told of when nobody listens there', async () => {
    const url = `postgres://nobody@127.0.0.1:${await freePort()}/none`;
    expect(await sentence(openStore(readConfig({ DATABASE_URL: url }), capturedLog()))).toMatch(
      /reach the database/,
    );
  });
});
