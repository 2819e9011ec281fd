import { resolve } from 'node:path';
import type { Bot } from '../../adapters/chat/chat.ts';
import { openIpcServer } from '../../adapters/terminal/ipc-server.ts';
import type { TerminalSession } from '../../adapters/terminal/terminal-session.ts';
import { openServer, requirePort } from '../../adapters/web/server.ts';
import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { backUp, lastBackup } from '../jobs/backup-folder.ts';
import type { Services } from '../jobs/services.ts';
import { certificateFolder } from '../media/provenance/own-signer.ts';
import { requireNoEviction } from '../queue/redis-check.ts';
import { waitFigures } from '../store/queue-figures.ts';
import { type App, closeAll, createApp } from './app.ts';
import { chatLine, listenOn, listens, type OpenChat } from './chats.ts';
import { remotes } from './engines.ts';
import { startupReport } from './startup-report.ts';
import { waitingFor } from './wait-for-servers.ts';
import { openMetrics, openPages } from './website.ts';

const lack = (free: number): void => {
  if (free < 200_000_000) throw new Failure('disk_full');
};

/** Runs the service until `stop` aborts: opens the app, works on jobs, answers health checks and shuts down cleanly. */
export const runService = async (
  config: Config,
  log: Log,
  sessionOn: (app: App) => TerminalSession,
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<void> => {
  await requirePort({ host: config.HOST, port: config.PORT });
  const app = await createApp(config, log, waitingFor(say, stop));
  const closing: (() => Promise<void>)[] = [app.close];
  try {
    const { chats, services } = app;
    const { store, queue, storage } = services;
    const redis = config.REDIS_URL;
    const needs = [
      { name: 'database', check: store.ping },
      { name: 'queue', check: queue.ping },
      { name: 'storage', check: storage.ping },
      { name: 'disk', check: async () => lack(await storage.free()) },
      ...(redis === undefined ? [] : [{ name: 'redis', check: () => requireNoEviction(redis) }]),
    ];
    const bots = new Map<OpenChat, Bot>();
    for (const each of chats) {
      if (each.chat === null || !listens(config.ROLE, each.chat)) continue;
      const bot = await listenOn(each.chat, store, app);
      bots.set(each, bot);
      closing.unshift(bot.close);
    }
    const engines = remotes(app.engines);
    const server = await openServer({
      host: config.HOST,
      port: config.PORT,
      needs,
      waits: () => waitFigures(store.database),
      hooks: [...engines, ...bots.values()].flatMap(({ hooks }) => hooks),
      first: [openMetrics(config, app, () => chats.flatMap(({ chat }) => chat?.figures() ?? []))],
      pages: await openPages(config, app),
      proxies: [...(config.PUBLIC_URL === undefined ? [] : ['loopback']), ...(config.TRUSTED_PROXIES ?? [])],
    });
    closing.unshift(server.close);
    if (config.ROLE === 'all' || config.ROLE === 'worker') {
      await app.work();
      if (config.BACKUP_FOLDER !== undefined)
        closing.unshift(
          startDailyBackup(services, certificateFolder(config.DATA_DIR), config.BACKUP_FOLDER).close,
        );
    }
    // Other processes connect to Postgres themselves, but reach the built-in database only through this one.
    if (store.pglite !== null)
      closing.unshift((await openIpcServer(config.DATA_DIR, sessionOn(app), log)).close);
    for (const engine of engines) void engine.watch(stop);
    const lines = await Promise.all(chats.map((each) => chatLine(each, bots.get(each) ?? null, config.ROLE)));
    for (const line of startupReport(config, app, server.url, lines)) say(line);
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve));
    say('Stopping. Running jobs continue at the next start.');
  } finally {
    await closeAll(closing);
  }
};

const day = 24 * 3_600_000;
const lookEvery = 10 * 60_000;

/** Backs up once a day while the service runs. A failure is logged and tried again. */
const startDailyBackup = (
  services: Services,
  certificates: string,
  folder: string,
): { close(): Promise<void> } => {
  let running = Promise.resolve();
  const check = async (): Promise<void> => {
    if (Date.now() - (await lastBackup(resolve(folder))) < day) return;
    const figures = await backUp({ ...services, certificates }, resolve(folder));
    if (figures !== null) services.log.info(figures, 'backed up');
  };
  const round = (): void => {
    running = running
      .then(check)
      .catch((error: unknown) => services.log.error({ error }, 'the backup failed'));
  };
  const timer = setInterval(round, lookEvery);
  round();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
