import type { FastifyPluginAsync } from 'fastify';
import { buildServer } from '../../adapters/web/server.ts';
import type { Door } from '../../adapters/web/sign-in.ts';
import { type Site, site } from '../../adapters/web/site.ts';
import { messagesFor } from '../messages/opened.ts';

export const languages = {
  locales: ['en', 'de'],
  messages: (locale: string) => messagesFor(locale),
};

export const secret = 'a secret of this test';

export const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export type Parts = {
  readonly door?: Partial<Door>;
  readonly rooms?: readonly FastifyPluginAsync[];
} & Partial<Omit<Site, 'door' | 'rooms'>>;

export const siteOf = ({ door, rooms = [], ...more }: Parts = {}): FastifyPluginAsync =>
  site({ languages, log, door: { key: null, local: true, secret, ...door }, rooms, ...more });

/** The site in this process, to be asked with `inject`. */
export const visit = (parts: Parts = {}) => buildServer({ needs: [], pages: [siteOf(parts)] });
