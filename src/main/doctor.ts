import { statfs } from 'node:fs/promises';
import type { Config } from '../config.ts';
import { asFailure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { tryDepthModel } from '../engines/local/depth/find-model.ts';
import type { DepthChoice } from '../engines/local/depth/source.ts';
import { tryMarking } from '../media/provenance/try-marking.ts';
import { checkRedis } from '../queue/redis-check.ts';
import { failureText } from '../text/failure-text.ts';
import type { Messages } from '../text/messages.ts';
import { type App, createApp } from './app.ts';
import { chatChecks } from './chats.ts';
import type { OpenEngine } from './engines.ts';
import { provenanceLine } from './signing.ts';

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
  const disk = await statfs(folder);
  const gigabytes = (disk.bavail * disk.bsize) / 1e9;
  return { good: gigabytes > 1, line: `Free disk: ${gigabytes.toFixed(1)} GB in ${folder}` };
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

/** Signs a temporary file, since a certificate that parses may still not work. */
const provenanceFinding = async ({ services, provenance }: App, english: Messages): Promise<Finding> => {
  await using workspace = await services.storage.workspace();
  const told = await toldBy(english, async () => {
    await tryMarking(provenance.mark, workspace.folder);
    return '';
  });
  return told.good
    ? provenanceLine(provenance)
    : { good: false, line: `signing clips does not work: ${told.line}` };
};

const toldBy = (english: Messages, find: () => Promise<string>): Promise<Finding> =>
  find().then(
    (line) => ({ good: true, line }),
    (error: unknown) => {
      return { good: false, line: failureText(english, asFailure(error)) };
    },
  );

/**
 * Checks this machine and configuration, one finding per line. `busy`: a service is already running on the data folder.
 */
export const examine = async (
  config: Config,
  log: Log,
  english: Messages,
  busy: boolean,
): Promise<Finding[]> => {
  const findings = [nodeFinding()];
  if (busy) return [...findings, { good: true, line: `Service: already running in ${config.DATA_DIR}` }];
  try {
    const app = await createApp(config, log);
    const database = config.DATABASE_URL === undefined ? `built-in, in ${config.DATA_DIR}` : 'Postgres';
    const queue = config.REDIS_URL === undefined ? 'in the database' : 'Redis';
    const files = config.S3_BUCKET === undefined ? `in ${config.DATA_DIR}` : `S3 bucket ${config.S3_BUCKET}`;
    await app.services.queue.ping();
    findings.push(
      { good: true, line: `Video encoder: ${app.encoder}` },
      { good: true, line: `Database: ${database}` },
      { good: true, line: `Queue: ${queue}` },
      { good: true, line: `Files: ${files}` },
      { good: true, line: `Engines: ${app.services.engines.map((engine) => engine.name).join(', ')}` },
      ...(await Promise.all(app.engines.map((engine) => engineFinding(engine, english)))),
      ...(await depthFindings(app.depth)),
      await provenanceFinding(app, english),
      ...(await Promise.all(chatChecks(config).map((check) => toldBy(english, check)))),
      ...(await redisFindings(config.REDIS_URL)),
      await diskFinding(config.DATA_DIR),
    );
    await app.close();
  } catch (error) {
    findings.push(await toldBy(english, () => Promise.reject(error)));
  }
  return findings;
};
