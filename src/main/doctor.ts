import { existsSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { asFailure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { findDepthModel, tryDepthModel } from '../engines/local/depth/find-model.ts';
import type { DepthChoice } from '../engines/local/depth/source.ts';
import { describeEncoder, findEncoder } from '../media/find-encoder.ts';
import { certificateFolder } from '../media/provenance/own-signer.ts';
import { tryMarking } from '../media/provenance/try-marking.ts';
import { checkRedis } from '../queue/redis-check.ts';
import { clockGap } from '../store/clock-gap.ts';
import { databaseFolder } from '../store/open-store.ts';
import { failureText } from '../text/failure-text.ts';
import type { Messages } from '../text/messages.ts';
import { chosenStorage, openStorage, openStore } from './backends.ts';
import { chatChecks } from './chats.ts';
import { type OpenEngine, openEngines } from './engines.ts';
import { openProvenance, provenanceLine } from './signing.ts';

export type Finding = { readonly good: boolean; readonly line: string };

const nodeFinding = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > 20 || (major === 20 && minor >= 19);
  return {
    good,
    line: `Node.js ${process.versions.node}${good ? '' : ' is too old. Install 20.19 or newer'}`,
  };
};

const diskFinding = async (folder: string): Promise<Finding> => {
  const there = existsSync(folder) ? folder : process.cwd();
  const disk = await statfs(there);
  const gigabytes = (disk.bavail * disk.bsize) / 1e9;
  return { good: gigabytes > 1, line: `Free disk: ${gigabytes.toFixed(1)} GB in ${there}` };
};

const redisWords = {
  evicts: 'Redis: can drop jobs. Set maxmemory-policy to noeviction',
  forgets: 'Redis: loses the queue when it restarts. Set appendonly to yes',
} as const;

const redisFindings = async (url: string | undefined): Promise<Finding[]> => {
  const warnings = url === undefined ? [] : await checkRedis(url);
  return warnings.map((warning) => ({ good: warning !== 'evicts', line: redisWords[warning] }));
};

const engineFinding = async ({ remote, setting, title }: OpenEngine, english: Messages): Promise<Finding> => {
  if (remote === null) return { good: true, line: `${title}: off (set ${setting})` };
  const { good, line } = await toldBy(english, remote.probe);
  return { good, line: `${title}: ${line}` };
};

const depthFindings = async ({ model, problem }: DepthChoice): Promise<Finding[]> => {
  if (problem !== null) return [{ good: false, line: `Depth model: DEPTH_MODEL ${problem}` }];
  if (model === null) return [];
  try {
    const seconds = await tryDepthModel(model);
    return [{ good: true, line: `Depth model: ${model.hash}, ${seconds.toFixed(1)} s per photo` }];
  } catch (error) {
    const { cause } = asFailure(error);
    const line = `Depth model: DEPTH_MODEL can’t run, so depth is estimated (${cause ?? 'it needs too much memory'})`;
    return [{ good: false, line }];
  }
};

const toldBy = (english: Messages, find: () => Promise<string>): Promise<Finding> =>
  find().then(
    (line) => ({ good: true, line }),
    (error: unknown) => {
      return { good: false, line: failureText(english, asFailure(error)) };
    },
  );

// Links, signatures and dates of expiry are checked by several machines. Leases are not: they use Postgres's clock.
const bearableSeconds = 10;

const clockFindings = (gap: number): Finding[] => {
  if (Math.abs(gap) <= bearableSeconds) return [];
  const side = gap > 0 ? 'ahead of' : 'behind';
  return [
    {
      good: false,
      line: `Clock: ${Math.abs(gap).toFixed(0)} sec ${side} Postgres’s. Synchronize both machines (NTP)`,
    },
  ];
};

const postgresFindings = async (config: Config, log: Log): Promise<Finding[]> => {
  const store = await openStore(config, log, false);
  try {
    return [{ good: true, line: 'Database: Postgres' }, ...clockFindings(await clockGap(store.database))];
  } finally {
    await store.close();
  }
};

const databaseLine = async (config: Config, log: Log, busy: boolean): Promise<string> => {
  if (busy) return `Service: running in ${config.DATA_DIR}`;
  if (!existsSync(databaseFolder(config.DATA_DIR)))
    return `Database: built-in, created in ${config.DATA_DIR} at the first start`;
  await (await openStore(config, log, false)).close();
  return `Database: built-in, in ${config.DATA_DIR}`;
};

const filesFinding = (config: Config, english: Messages): Promise<Finding> =>
  toldBy(english, async () => {
    const storage = chosenStorage(config);
    if (storage === null) return `Files: in ${config.DATA_DIR}`;
    await (await openStorage(config, false)).ping();
    return `Files: ${storage.title} ${config[storage.setting]}`;
  });

/** Signs a temporary file, since a certificate that parses may still not work. */
const provenanceFinding = async (config: Config, log: Log, english: Messages): Promise<Finding> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-doctor-'));
  // The service makes its own certificate at its first start.
  const dataFolder = existsSync(certificateFolder(config.DATA_DIR)) ? config.DATA_DIR : folder;
  const lines: Finding[] = [];
  const result = await toldBy(english, async () => {
    const provenance = await openProvenance({ ...config, DATA_DIR: dataFolder }, log);
    await tryMarking(provenance.mark, folder);
    lines.push(provenanceLine(provenance));
    return '';
  });
  await rm(folder, { recursive: true });
  return lines[0] ?? { good: false, line: `signing clips does not work: ${result.line}` };
};

/**
 * Checks this machine and configuration, one finding per line, and creates nothing. `busy`: a service is already running
 * on the data folder.
 */
export const examine = async (
  config: Config,
  log: Log,
  english: Messages,
  busy: boolean,
): Promise<Finding[]> => {
  const queue = config.REDIS_URL === undefined ? 'in the database' : 'Redis';
  const findings: (() => Promise<Finding | readonly Finding[]>)[] = [
    async () => nodeFinding(),
    () =>
      toldBy(
        english,
        async () => `Video encoder: ${await describeEncoder(await findEncoder(config.FFMPEG_PATH))}`,
      ),
    async () =>
      config.DATABASE_URL === undefined
        ? toldBy(english, () => databaseLine(config, log, busy))
        : postgresFindings(config, log),
    async () => [{ good: true, line: `Queue: ${queue}` }, ...(await redisFindings(config.REDIS_URL))],
    () => filesFinding(config, english),
    async () => Promise.all((await openEngines(config, log)).map((engine) => engineFinding(engine, english))),
    async () => depthFindings(await findDepthModel(config.DEPTH_MODEL, config.DATA_DIR)),
    () => provenanceFinding(config, log, english),
    () => Promise.all(chatChecks(config).map((check) => toldBy(english, check))),
    () => diskFinding(config.DATA_DIR),
  ];
  const results = await Promise.all(
    findings.map((find) => find().catch((error: unknown) => toldBy(english, () => Promise.reject(error)))),
  );
  return results.flat();
};
