import { createHmac, timingSafeEqual } from 'node:crypto';

const digest = (secret: string, parts: readonly (string | number)[]): Buffer =>
  createHmac('sha256', secret).update(JSON.stringify(parts)).digest();

/**
 * Signs what a link opens, such as `['file', clip, visibility]`, until a moment in milliseconds since 1970. Whatever
 * changes in the subject, such as the visibility, makes the link invalid.
 */
export const signLink = (secret: string, subject: readonly string[], until: number): string => {
  const seconds = Math.floor(until / 1_000);
  return `${seconds.toString(36)}.${digest(secret, ['link', seconds, ...subject]).toString('base64url')}`;
};

/** What a stranger's token does for the subject at this moment: it opens it, did so until its time was over, or never did. */
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

/** An address, without the origin, that gives all of somebody's clips to whoever has it, until a moment. */
export const exportUrl = (secret: string, owner: string, until: number): string =>
  `${exportPath}?${new URLSearchParams({ owner, token: signLink(secret, ['export', owner], until) })}`;

export const readExportLink = (
  secret: string,
  { owner, token }: { readonly owner: string; readonly token: string },
  now: number,
) => readLink(secret, ['export', owner], token, now);
