import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.ts';

type Service = {
  readonly image: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
  readonly healthcheck?: object;
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
  readonly read_only?: boolean;
  readonly deploy?: { readonly replicas: number };
};

const written = readFileSync('compose.yaml', 'utf8');
/** The file as an engine reads it, with settings from one `.env`. */
const composed = (given: Readonly<Record<string, string>> = {}) =>
  parse(
    written.replace(/\$\{(\w+):-([^}]*)\}/g, (_, name: string, usual: string) => given[name] || usual),
    { merge: true },
  ) as {
    readonly services: Readonly<Record<string, Service>>;
    readonly volumes: object;
    readonly configs: Readonly<Record<'keys', { readonly content: string }>>;
  };
const { services, volumes } = composed();
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

describe('the containers of compose.yaml', () => {
  it('are the web page, the chats and two workers, on a database, a queue and a store', () => {
    expect(Object.keys(services).sort()).toEqual(
      ['bot', 'bucket', 'postgres', 'redis', 's3', 'web', 'worker'].sort(),
    );
    expect(ours.map(([, { environment }]) => environment?.['ROLE'])).toEqual(['web', 'bot', 'worker']);
    expect(services['worker']?.deploy?.replicas).toBe(2);
  });

  it.each(ours)(
    '%s has settings that there are, all from one .env, and nothing to write to but its folder',
    (_, service) => {
      const { PGPASSWORD, ...environment } = service.environment ?? {};
      expect(PGPASSWORD).toBe(services['postgres']?.environment?.['POSTGRES_PASSWORD']);
      const known = readFileSync('.env.example', 'utf8');
      expect(Object.keys(environment).filter((name) => !known.includes(`\n${name}=`))).toEqual([]);
      const { DATABASE_URL = '', REDIS_URL = '', DATA_DIR } = readConfig(environment);
      for (const url of [DATABASE_URL, REDIS_URL]) expect(services).toHaveProperty(new URL(url).hostname);
      expect([service.env_file, service.read_only]).toEqual(['.env', true]);
      expect(service.volumes).toEqual([`data:${DATA_DIR}`]);
    },
  );

  it('wait for what they need until it is healthy, and for the bucket only where there is a store', () => {
    for (const { depends_on = {}, volumes: used = [] } of Object.values(services)) {
      for (const [name, { condition, required }] of Object.entries(depends_on)) {
        const needed = services[name];
        if (condition === 'service_healthy') expect(needed).toHaveProperty('healthcheck');
        else expect([condition, required]).toEqual(['service_completed_successfully', false]);
      }
      for (const volume of used) expect(volumes).toHaveProperty(String(volume.split(':')[0]));
    }
    for (const [name, { profiles }] of Object.entries(services))
      expect(profiles, name).toEqual(['s3', 'bucket'].includes(name) ? ['s3'] : undefined);
  });

  it('reach the store with the settings that README.md lists', () => {
    const lines = /COMPOSE_PROFILES=s3\n(?:\w+=.*\n)+/.exec(readFileSync('README.md', 'utf8'))?.[0] ?? '';
    const { COMPOSE_PROFILES, ...given } = Object.fromEntries(
      lines
        .trim()
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    );
    expect(COMPOSE_PROFILES).toBe('s3');
    const { S3_BUCKET, S3_ENDPOINT = '' } = readConfig(given);
    const { hostname, port } = new URL(S3_ENDPOINT);
    const store = composed(given);
    expect(JSON.stringify(store.services[hostname]?.healthcheck)).toContain(`:${port}/`);
    expect(JSON.stringify(store.services['bucket'])).toContain(`-name ${S3_BUCKET}'`);
    expect(JSON.parse(store.configs.keys.content).identities[0].credentials).toEqual([
      { accessKey: given['AWS_ACCESS_KEY_ID'], secretKey: given['AWS_SECRET_ACCESS_KEY'] },
    ]);
  });
});
