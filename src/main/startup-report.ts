import type { Config } from '../config.ts';
import type { App } from './app.ts';
import { chosenStorage } from './backends.ts';
import { remotes } from './engines.ts';
import { provenanceLine } from './signing.ts';
import { isLocalOnly } from './web-url.ts';

const depthLines = ({ depth: { model, problem } }: App): string[] => {
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

const filesPlace = (config: Config): string => {
  const storage = chosenStorage(config);
  return storage === null ? config.DATA_DIR : `the ${storage.title} ${config[storage.setting]}`;
};

/** What is on and what is off, one line each. */
export const startupReport = (config: Config, app: App, url: string, chats: readonly string[]): string[] => [
  `Photoplay is ready at ${url} (/livez, /readyz, /metrics).`,
  adminLine(config, url),
  `  on   local engine: ${app.services.effects.length} effects, ${app.encoder}`,
  ...depthLines(app),
  `  on   ${provenanceLine(app.provenance).line}`,
  ...remotes(app.engines).map(({ summary }) => `  on   ${summary(app.services.remoteJobs)}`),
  config.DATABASE_URL === undefined
    ? `  on   built-in database in ${config.DATA_DIR}, for this process only`
    : '  on   Postgres',
  `  on   photos and clips in ${filesPlace(config)}`,
  config.REDIS_URL === undefined ? '  on   queue in the database' : '  on   queue in Redis',
  ...(config.ROLE === 'all' || config.ROLE === 'worker'
    ? [
        `  on   rendering ${app.services.slots.size} clip${app.services.slots.size === 1 ? '' : 's'} at a time (set WORKERS to change this)`,
      ]
    : [`  off  rendering, because ROLE is ${config.ROLE} (set it to all or worker)`]),
  pageLine(config),
  ...chats,
  '  on   terminal: npx photoplay animate <photo>',
  ...(config.DATABASE_URL === undefined
    ? ['  off  Postgres, to run several processes (set DATABASE_URL)']
    : []),
  ...(config.REDIS_URL === undefined ? ['  off  Redis, for a faster queue (set REDIS_URL)'] : []),
  ...app.engines.flatMap(({ remote, setting, title, use }) =>
    remote === null ? [`  off  ${title}, ${use} (set ${setting})`] : [],
  ),
];
