import { randomBytes } from 'node:crypto';
import { clipUrl, signedUrl } from '../../adapters/web/gallery/clip-urls.ts';
import { exportUrl } from '../../adapters/web/links.ts';
import type { Config } from '../config.ts';
import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { isLoopback } from '../core/loopback.ts';
import type { Database } from '../store/open-store.ts';
import { settleSetting } from '../store/saved-settings.ts';

type Reached = Pick<Config, 'PUBLIC_URL'>;

/** Where the site is reached from outside, without a slash at its end; null where nobody has said. */
export const originOf = ({ PUBLIC_URL }: Reached): string | null => PUBLIC_URL?.replace(/\/+$/, '') ?? null;

/** How long somebody has to follow a link that was sent to them. */
const linkMilliseconds = 24 * 60 * 60 * 1_000;

/** Gives an address where a clip can be watched: its page when it is public, else its file for a day. */
export const clipLinks = (config: Reached, secret: string) => {
  const origin = originOf(config);
  return (clip: Clip): string | null => {
    if (origin === null) return null;
    if (clip.visibility === 'public') return `${origin}${clipUrl(clip.id)}`;
    return `${origin}${signedUrl(secret, clip, Date.now() + linkMilliseconds)}`;
  };
};

/** Gives an address where somebody can download all of their clips for a day. */
export const exportLinks = (config: Reached, secret: string) => {
  const origin = originOf(config);
  return (owner: string): string | null =>
    origin === null ? null : `${origin}${exportUrl(secret, owner, Date.now() + linkMilliseconds)}`;
};

/** What cookies and links are signed with: the same in every process, and after every start. */
export const webSecret = async (database: Database): Promise<string> => {
  const fresh = randomBytes(32).toString('base64url');
  const secret = await settleSetting(database, 'service', 'web secret', fresh);
  if (typeof secret !== 'string') throw new Failure('internal');
  return secret;
};

/** Whether only this machine can reach the site. Behind a public address every stranger may seem to come from this machine. */
export const isLocalOnly = ({ HOST, PUBLIC_URL }: Pick<Config, 'HOST' | 'PUBLIC_URL'>): boolean =>
  PUBLIC_URL === undefined && isLoopback({ hostname: HOST.includes(':') ? `[${HOST}]` : HOST });
