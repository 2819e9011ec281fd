import { randomBytes } from 'node:crypto';
import type { Pages } from '../adapters/web/server.ts';
import { site } from '../adapters/web/site.ts';
import type { Speech } from '../adapters/web/speech.ts';
import type { Config } from './config.ts';
import { Failure } from './core/failure.ts';
import { isLoopback } from './core/loopback.ts';
import type { OpenHouse } from './house.ts';
import { settleSetting } from './store/settings.ts';
import { en } from './text/en.ts';
import { words } from './text/en-words.ts';

const english: Speech = { ...en, ...words };

/** Everything said, in somebody's language; English until there is another. */
const languages = { locales: ['en'], speech: (_locale: string): Speech => english };

/** What cookies and links are signed with: the same in every process, and after every start. */
const secretOf = async ({ house }: OpenHouse): Promise<string> => {
  const fresh = randomBytes(32).toString('base64url');
  const secret = await settleSetting(house.store.database, 'service', 'web secret', fresh);
  if (typeof secret !== 'string') throw new Failure('internal');
  return secret;
};

const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** The pages this process serves; none unless its role is to. */
export const openPages = async (config: Config, open: OpenHouse): Promise<Pages[]> => {
  if (config.ROLE !== 'all' && config.ROLE !== 'web') return [];
  const door = {
    key: config.WEB_ACCESS_KEY ?? null,
    local: isLoopback({ hostname: hostOf(config.HOST) }),
    secret: await secretOf(open),
  };
  return [site({ languages, door, log: open.house.log, rooms: [] })];
};
