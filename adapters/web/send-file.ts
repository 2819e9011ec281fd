import { basename, dirname } from 'node:path';
import type { FastifyReply } from 'fastify';

export type Sending = {
  readonly type: 'video/mp4' | 'image/jpeg' | 'image/webp';
  /** Who may keep a copy, and for how many seconds; without it nobody but the browser, which asks each time. */
  readonly cache?: string;
  /** The name under which it is saved; without it the file is shown. */
  readonly download?: string;
};

/** Sends a stored file whole or in the ranges asked for. `download` must be plain letters, digits, dots and dashes. */
export const sendStored = (
  answer: FastifyReply,
  path: string,
  { type, cache, download }: Sending,
): FastifyReply => {
  answer.type(type).header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  if (download !== undefined) answer.header('content-disposition', `attachment; filename="${download}"`);
  answer.header('cache-control', cache ?? 'private, no-cache');
  return answer.sendFile(basename(path), dirname(path), { cacheControl: false, contentType: false });
};
