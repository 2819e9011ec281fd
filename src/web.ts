import type { Pages } from '../adapters/web/server.ts';
import { site } from '../adapters/web/site.ts';
import type { Speech } from '../adapters/web/speech.ts';
import type { Config } from './config.ts';
import { isLoopback } from './core/loopback.ts';
import { galleryRooms } from './gallery.ts';
import type { OpenHouse } from './house.ts';
import { webSecret } from './secret.ts';
import { en } from './text/en.ts';
import { words } from './text/en-words.ts';

const english: Speech = { ...en, ...words };

/** Everything said, in somebody's language; English until there is another. */
const languages = { locales: ['en'], speech: (_locale: string): Speech => english };

const hostOf = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** The pages this process serves; none unless its role is to. */
export const openPages = async (config: Config, open: OpenHouse): Promise<Pages[]> => {
  if (config.ROLE !== 'all' && config.ROLE !== 'web') return [];
  const secret = await webSecret(open.house.store.database);
  const door = {
    key: config.WEB_ACCESS_KEY ?? null,
    local: isLoopback({ hostname: hostOf(config.HOST) }),
    secret,
  };
  return [site({ languages, door, log: open.house.log, rooms: galleryRooms(config, open, secret) })];
};
