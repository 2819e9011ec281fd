import { randomBytes } from 'node:crypto';
import { playground } from '../adapters/web/play/room.ts';
import type { Pages } from '../adapters/web/server.ts';
import { site } from '../adapters/web/site.ts';
import type { Speech } from '../adapters/web/speech.ts';
import type { Config } from './config.ts';
import { Failure } from './core/failure.ts';
import { isLoopback } from './core/loopback.ts';
import type { OpenHouse } from './house.ts';
import { openLook, standing } from './jobs/watch.ts';
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

const counterOf = ({ house, commands, known }: OpenHouse, secret: string) => ({
  commands,
  known,
  log: house.log,
  secret,
});

const playOf = (open: OpenHouse, secret: string) => ({
  ...counterOf(open, secret),
  effects: open.house.effects.map(({ name, needs }) => ({ name, photos: needs.photos })),
  standing: (job: string) => standing(open.house, job),
  look: openLook(open.house),
  workspace: open.house.storage.workspace,
});

/** The pages this process serves; none unless its role is to. */
export const openPages = async (config: Config, open: OpenHouse): Promise<Pages[]> => {
  if (config.ROLE !== 'all' && config.ROLE !== 'web') return [];
  const secret = await secretOf(open);
  const door = {
    key: config.WEB_ACCESS_KEY ?? null,
    local: isLoopback({ hostname: config.HOST }),
    secret,
  };
  const rooms = [playground(playOf(open, secret), languages.speech)];
  return [site({ languages, door, log: open.house.log, rooms })];
};
