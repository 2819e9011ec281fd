import { createHmac, timingSafeEqual } from 'node:crypto';

const digest = (secret: string, parts: readonly (string | number)[]): Buffer =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest();

/**
 * Signs a link subject such as `['file', clip, visibility]`, valid until `until` (ms since the epoch). Any change of
 * the subject, such as its visibility, invalidates the link.
 */
export const signLink = (secret: string, subject: readonly string[], until: number): string => {
  const seconds = Math.floor(until / 1_000);
  return `${seconds.toString(36)}.${digest(secret, ['link', seconds, ...subject]).toString('base64url')}`;
};

/** Checks an untrusted token for the subject: `open` is valid, `over` has expired, `wrong` was never valid. */
export const readLink = (
  secret: string,
  subject: readonly string[],
  token: string,
  now: number,
): 'open' | 'over' | 'wrong' => {
  const [, until, signature] = /^([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/.exec(token) ?? [];
  if (until === undefined || signature === undefined) return 'wrong';
  const seconds = Number.parseInt(until, 36);
  const given = Buffer.from(signature, 'base64url');
  const wanted = digest(secret, ['link', seconds, ...subject]);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'wrong';
  return now < seconds * 1_000 ? 'open' : 'over';
};

const exportPath = '/export.zip';

export type Exported = { readonly owner: string; readonly ids: readonly string[] };

const subjectOf = ({ owner, ids }: Exported): readonly string[] => ['export', owner, ...ids];

/** A URL path that gives anyone who has it the clips of `owner`, all or these, valid until `until` (ms since the epoch). */
export const exportUrl = (secret: string, exported: Exported, until: number): string => {
  const query = new URLSearchParams({
    owner: exported.owner,
    token: signLink(secret, subjectOf(exported), until),
  });
  for (const id of exported.ids) query.append('clip', id);
  return `${exportPath}?${query}`;
};

export const readExportLink = (secret: string, link: Exported & { readonly token: string }, now: number) =>
  readLink(secret, subjectOf(link), link.token, now);
