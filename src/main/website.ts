import { playground } from '../../adapters/web/play/room.ts';
import type { Pages } from '../../adapters/web/server.ts';
import { site } from '../../adapters/web/site.ts';
import { wellKnownRoutes } from '../../adapters/web/well-known.ts';
import type { Config } from '../config.ts';
import { openLook, standing } from '../jobs/watch.ts';
import { openAdmin } from './admin-pages.ts';
import type { OpenHouse } from './app.ts';
import { galleryRooms } from './gallery-pages.ts';
import { isLocalOnly } from './local-only.ts';
import { webSecret } from './web-secret.ts';

const counterOf = ({ house, commands, known }: OpenHouse, secret: string) => ({
  commands,
  known,
  log: house.log,
  secret,
});

const playOf = (open: OpenHouse, secret: string) => ({
  ...counterOf(open, secret),
  effects: open.house.effects,
  standing: (job: string) => standing(open.house, job),
  look: openLook(open.house),
  workspace: open.house.storage.workspace,
});

/** The pages this process serves; none unless its role is to. */
export const openPages = async (config: Config, open: OpenHouse): Promise<Pages[]> => {
  if (config.ROLE !== 'all' && config.ROLE !== 'web') return [];
  const { languages, messagesFor } = open.messages;
  const messages = (locale: string) => messagesFor(locale, 'web');
  const secret = await webSecret(open.house.store.database);
  const door = {
    key: config.WEB_ACCESS_KEY ?? null,
    local: isLocalOnly(config),
    secret,
  };
  const rooms = [
    playground(playOf(open, secret), messages),
    ...galleryRooms(config, open, secret),
    openAdmin(config, open, secret),
    wellKnownRoutes(open.provenance.root),
  ];
  return [
    site({
      languages: { locales: languages, messages },
      door,
      log: open.house.log,
      rooms,
    }),
  ];
};
