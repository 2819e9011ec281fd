import { randomBytes } from 'node:crypto';
import { clipUrl, sharePath, signedUrl } from '../../adapters/web/gallery/clip-urls.ts';
import { exportUrl } from '../../adapters/web/links.ts';
import type { Config } from '../config.ts';
import { isLoopback } from '../core/allowed-hosts.ts';
import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import type { Services } from '../jobs/services.ts';
import type { Database } from '../store/open-store.ts';
import { settleSetting } from '../store/saved-settings.ts';

type Reached = Pick<Config, 'PUBLIC_URL'>;

/** The public origin of the site, without a trailing slash; null if `PUBLIC_URL` is not set. */
export const originOf = ({ PUBLIC_URL }: Reached): string | null => PUBLIC_URL?.replace(/\/+$/, '') ?? null;

/** Validity of a link that is sent to a person. */
const linkMilliseconds = 24 * 60 * 60 * 1_000;

/** Returns the URL of a clip: its page if it is public, otherwise a link to its file that is valid for a day. */
export const clipLinks = (config: Reached, secret: string) => {
  const origin = originOf(config);
  return (clip: Clip): string | null => {
    if (origin === null) return null;
    if (clip.visibility === 'public') return `${origin}${clipUrl(clip.id)}`;
    return `${origin}${signedUrl(secret, clip, Date.now() + linkMilliseconds)}`;
  };
};

/** Unlisted links of clips. Without `PUBLIC_URL` they are only paths. */
export const shareLinks = (
  config: Reached & Pick<Config, 'LINK_DAYS'>,
  secret: string,
): Services['links'] => {
  const origin = originOf(config);
  return {
    days: config.LINK_DAYS,
    reachable: origin !== null,
    clip: (id, key, until) => `${origin ?? ''}${sharePath(secret, id, key, until)}`,
  };
};

/** Returns a link that lets an owner download their clips, all or these, valid for a day. */
export const exportLinks = (config: Reached, secret: string) => {
  const origin = originOf(config);
  return (owner: string, ids: readonly string[] = []): string | null =>
    origin === null ? null : `${origin}${exportUrl(secret, { owner, ids }, Date.now() + linkMilliseconds)}`;
};

/** The secret that signs cookies and links. The same in every process and after every restart. */
export const webSecret = async (database: Database): Promise<string> => {
  const fresh = randomBytes(32).toString('base64url');
  const secret = await settleSetting(database, 'service', 'web secret', fresh);
  if (typeof secret !== 'string') throw new Failure('internal');
  return secret;
};

/** Whether only this machine can reach the site. Behind a public URL, requests from strangers may look local. */
export const isLocalOnly = ({ HOST, PUBLIC_URL }: Pick<Config, 'HOST' | 'PUBLIC_URL'>): boolean =>
  PUBLIC_URL === undefined && isLoopback({ hostname: HOST.includes(':') ? `[${HOST}]` : HOST });
