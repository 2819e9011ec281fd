import { openDoor } from '../../adapters/terminal/door.ts';
import type { Session } from '../../adapters/terminal/session.ts';
import { openServer } from '../../adapters/web/server.ts';
import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Hook } from '../core/hook.ts';
import type { Log } from '../core/log.ts';
import { hookPath } from '../engines/replicate/hook.ts';
import { checkRedis } from '../queue/redis-check.ts';
import { waitFigures } from '../store/flow.ts';
import { openMetrics } from './admin-pages.ts';
import { closeAll, type OpenHouse, openHouse } from './app.ts';
import { isLocalOnly } from './local-only.ts';
import type { OpenReplicate } from './replicate-models.ts';
import { provenanceLine } from './signing.ts';
import { openPages } from './website.ts';

const describe = ({ engine, hooked }: OpenReplicate): string =>
  `${engine.models().length} models, ${hooked ? 'using webhooks' : 'without webhooks (set PUBLIC_URL to an https address)'}`;

const depthLines = ({ depth: { model, problem } }: OpenHouse): string[] => {
  if (problem !== null) return [`  off  depth model: DEPTH_MODEL ${problem}. Depth is estimated`];
  return model === null ? [] : [`  on   depth model ${model.hash}`];
};

const adminLine = ({ ADMIN_KEY, ROLE }: Config, url: string): string => {
  if (ROLE !== 'all' && ROLE !== 'web')
    return `  off  admin pages, because ROLE is ${ROLE} (set it to all or web)`;
  return ADMIN_KEY === undefined
    ? '  off  admin pages (set ADMIN_KEY to 16 or more characters)'
    : `  on   admin pages at ${url}/admin`;
};

const pageLine = (config: Config): string => {
  const { ROLE, WEB_ACCESS_KEY } = config;
  if (ROLE !== 'all' && ROLE !== 'web')
    return `  off  web page, because ROLE is ${ROLE} (set it to all or web)`;
  if (WEB_ACCESS_KEY !== undefined) return '  on   web page, with an access key';
  return isLocalOnly(config)
    ? '  on   web page, on this machine only'
    : '  off  making clips on the web page, because HOST allows other machines (set WEB_ACCESS_KEY)';
};

/** A chat that is listened to: what comes by HTTP, and its line in the overview once it is connected. */
type Chat = { readonly hooks: readonly Hook[]; line(): Promise<string>; close(): Promise<void> };

const listenOnDiscord = async (config: Config, open: OpenHouse, answers: boolean): Promise<Chat> => {
  if (open.discord === null) return off('  off  Discord (set DISCORD_TOKEN)');
  const { discordHooks, discordOverview, openDiscordBot } = await import('./discord-chat.ts');
  const { house, discord, commands, known } = open;
  const bot = answers ? openDiscordBot(config, house, discord.desk, commands, known) : null;
  return {
    hooks: discordHooks(bot),
    line: () => discordOverview(config, bot),
    close: async () => bot?.close(),
  };
};

const listenOnTelegram = async (config: Config, open: OpenHouse, answers: boolean): Promise<Chat> => {
  if (open.telegram === null) return off('  off  Telegram (set TELEGRAM_TOKEN)');
  const { openTelegramBot, telegramOverview } = await import('./telegram-chat.ts');
  const { house, telegram, commands, known } = open;
  const bot = answers ? await openTelegramBot(config, house, telegram, commands, known) : null;
  return {
    hooks: bot?.hooks ?? [],
    line: () => telegramOverview(config, bot),
    close: async () => bot?.close(),
  };
};

const off = (line: string): Chat => ({ hooks: [], line: async () => line, close: async () => {} });

const overview = (config: Config, open: OpenHouse, url: string, chats: readonly string[]): string[] => [
  `Photoplay is ready at ${url} (/livez, /readyz, /metrics).`,
  adminLine(config, url),
  `  on   local engine: ${open.house.effects.length} effects, ${open.encoder}`,
  ...depthLines(open),
  `  on   ${provenanceLine(open.provenance).line}`,
  ...(open.replicate === null
    ? []
    : [
        `  on   Replicate: ${describe(open.replicate)}, up to ${open.house.remoteJobs} clips at a time (set REMOTE_JOBS to change this)`,
      ]),
  open.comfyui === null
    ? '  off  ComfyUI, for video models on your own GPU (set COMFYUI_URL)'
    : `  on   ComfyUI at ${open.comfyui.servers.join(', ')} (photoplay models shows its workflows)`,
  config.DATABASE_URL === undefined
    ? `  on   built-in database in ${config.DATA_DIR}, for this process only`
    : '  on   Postgres',
  config.REDIS_URL === undefined ? '  on   queue in the database' : '  on   queue in Redis',
  ...(config.ROLE === 'all' || config.ROLE === 'worker'
    ? [
        `  on   rendering ${open.house.slots.places} clip${open.house.slots.places === 1 ? '' : 's'} at a time (set WORKERS to change this)`,
      ]
    : [`  off  rendering, because ROLE is ${config.ROLE} (set it to all or worker)`]),
  pageLine(config),
  ...chats,
  '  on   terminal: npx photoplay animate <photo>',
  ...(config.DATABASE_URL === undefined
    ? ['  off  Postgres, to run several processes (set DATABASE_URL)']
    : []),
  ...(config.REDIS_URL === undefined ? ['  off  Redis, for a faster queue (set REDIS_URL)'] : []),
  ...(open.replicate === null ? ['  off  Replicate, for large video models (set REPLICATE_API_TOKEN)'] : []),
];

// A Redis that may evict keys loses jobs silently; it must not count as ready.
const keepsJobs = (url: string) => async (): Promise<void> => {
  if ((await checkRedis(url)).includes('evicts')) throw new Failure('queue_down');
};

const lack = (free: number): void => {
  if (free < 200_000_000) throw new Failure('disk_full');
};

/** Runs the service until `stop` aborts: opens the house, works, answers health checks, closes in good order. */
export const runService = async (
  config: Config,
  log: Log,
  sessionOn: (open: OpenHouse) => Session,
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<void> => {
  const open = await openHouse(config, log);
  const closing: (() => Promise<void>)[] = [open.close];
  try {
    const { replicate } = open;
    const { store, queue, storage } = open.house;
    const needs = [
      { name: 'database', check: store.ping },
      { name: 'queue', check: queue.ping },
      { name: 'storage', check: storage.ping },
      { name: 'disk', check: async () => lack(await storage.free()) },
      ...(config.REDIS_URL === undefined ? [] : [{ name: 'redis', check: keepsJobs(config.REDIS_URL) }]),
    ];
    const answers = config.ROLE === 'all' || config.ROLE === 'bot';
    const chats: Chat[] = [];
    for (const listen of [listenOnDiscord, listenOnTelegram]) {
      const chat = await listen(config, open, answers);
      chats.push(chat);
      closing.unshift(chat.close);
    }
    const hooks = [
      ...(replicate === null ? [] : [{ path: hookPath, receive: replicate.engine.receive }]),
      ...chats.flatMap((chat) => chat.hooks),
    ];
    const first = [openMetrics(config, open, open.discord?.desk.tally.figures)];
    const pages = await openPages(config, open);
    const proxied = config.PUBLIC_URL !== undefined;
    const server = await openServer({
      host: config.HOST,
      port: config.PORT,
      needs,
      waits: () => waitFigures(store.database),
      hooks,
      first,
      pages,
      proxied,
    });
    closing.unshift(server.close);
    if (config.ROLE === 'all' || config.ROLE === 'worker') await open.work();
    // Other processes reach Postgres themselves; the built-in database is reached through us alone.
    if (store.pglite !== null) closing.unshift((await openDoor(config.DATA_DIR, sessionOn(open), log)).close);
    void replicate?.watch(stop);
    void open.comfyui?.watch(stop);
    const lines = await Promise.all(chats.map((chat) => chat.line()));
    for (const line of overview(config, open, server.url, lines)) say(line);
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve));
    say('Stopping. Running jobs continue at the next start.');
  } finally {
    await closeAll(closing);
  }
};
