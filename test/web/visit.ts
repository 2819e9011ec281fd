import type { FastifyPluginAsync } from 'fastify';
import type { Door } from '../../adapters/web/access.ts';
import { buildServer } from '../../adapters/web/server.ts';
import { type Site, site } from '../../adapters/web/site.ts';
import type { Speech } from '../../adapters/web/speech.ts';
import { en } from '../../src/text/en/en.ts';
import { words } from '../../src/text/en/words.ts';

const english: Speech = { ...en, ...words };

/** A second language that differs where a test can see it. */
const other: Speech = { ...english, web: { ...english.web, skip: 'Zum Inhalt' } };

export const languages = {
  locales: ['en', 'de'],
  speech: (locale: string): Speech => (locale === 'de' ? other : english),
};

export const secret = 'a secret of this test';

export const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

type Parts = { readonly door?: Partial<Door>; readonly rooms?: readonly FastifyPluginAsync[] } & Partial<
  Omit<Site, 'door' | 'rooms'>
>;

export const siteOf = ({ door, rooms = [], ...more }: Parts = {}): FastifyPluginAsync =>
  site({ languages, log, door: { key: null, local: true, secret, ...door }, rooms, ...more });

/** The site in this process, to be asked with `inject`. */
export const visit = (parts: Parts = {}) => buildServer({ needs: [], pages: [siteOf(parts)] });
