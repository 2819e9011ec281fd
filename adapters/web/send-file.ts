import { basename, dirname } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export type Sending = {
  readonly type: 'video/mp4' | 'image/jpeg' | 'image/webp';
  /** The `cache-control` value; by default only the browser may cache the file and must revalidate it each time. */
  readonly cache?: string;
  /** The file name for a download; without it the file is shown inline. */
  readonly download?: string;
};

/** Sends a stored file, in full or by range. `download` may contain only letters, digits, dots and dashes. */
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

/** Sends what was made for one visitor as a download. */
export const sendDownload = (
  answer: FastifyReply,
  name: string,
  type: string,
  content: Buffer | string | Readable,
): FastifyReply =>
  answer
    .type(type)
    .headers({
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    })
    .send(content);
