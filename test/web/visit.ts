import type { FastifyPluginAsync } from 'fastify';
import { buildServer } from '../../adapters/web/server.ts';
import type { SignIn } from '../../adapters/web/sign-in.ts';
import { type Site, site } from '../../adapters/web/site.ts';
import { messagesFor } from '../messages/opened.ts';
import { webSecret } from '../peers/render-services.ts';
import { memorySessions } from './memory-sessions.ts';

export const languages = {
  locales: ['en', 'de'],
  messages: (locale: string) => messagesFor(locale),
};

export const secret = webSecret;

export const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export type Parts = {
  readonly signIn?: Partial<SignIn>;
  readonly sections?: readonly FastifyPluginAsync[];
} & Partial<Omit<Site, 'signIn' | 'sections'>>;

export const siteOf = ({ signIn, sections = [], ...more }: Parts = {}): FastifyPluginAsync =>
  site({
    languages,
    log,
    sessions: memorySessions(),
    signIn: { key: null, local: true, secret, ...signIn },
    sections,
    ...more,
  });

/** The site in this process, to be asked with `inject`. */
export const visit = (parts: Parts = {}) => buildServer({ needs: [], pages: [siteOf(parts)] });
