import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { FileSource, Options } from '../../src/core/command.ts';
import { isDiskFull } from '../../src/core/disk-full.ts';
import { Failure } from '../../src/core/failure.ts';
import { photoMegabytes } from '../../src/core/photo.ts';
import type { ChatServices } from './chat.ts';

const megabyte = 2 ** 20;

/** The largest attachment that is fetched, in bytes. */
export const largestAttachment = photoMegabytes * megabyte;

const seconds = 30;

/** What an attachment is told that is larger than any may be. */
export const tooHeavy = (bytes: number): Failure =>
  new Failure('photo_too_heavy', { megabytes: Math.ceil(bytes / megabyte), limit: photoMegabytes });

/** Throws Failure `photo_too_heavy` or `photo_empty` for what an attachment says of itself. */
export const wantSize = ({ name, size }: { readonly name: string; readonly size: number }): void => {
  if (size > largestAttachment) throw tooHeavy(size);
  if (size === 0) throw new Failure('photo_empty', { name });
};

const capped = (): Transform => {
  let total = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      total += chunk.length;
      done(total > largestAttachment ? tooHeavy(total) : null, chunk);
    },
  });
};

/**
 * Fetches an attachment into a file, from an address that `allowed` accepts and never through a redirect. Failures hold no
 * address, for it may contain a token. Throws Failure `photo_missing`, `photo_too_heavy`, `disk_full` or `expired`.
 */
export const download = async (
  { url, name }: { readonly url: string; readonly name: string },
  path: string,
  allowed: (url: URL) => boolean,
): Promise<FileSource> => {
  if (!URL.canParse(url) || !allowed(new URL(url))) throw new Failure('photo_missing', { name });
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(seconds * 1_000) });
    if (!answer.ok || answer.body === null) throw new Failure('expired', { name });
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), capped(), createWriteStream(path));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(isDiskFull(error) ? 'disk_full' : 'expired', { name });
  }
  return { path, name };
};

/** Runs `work` with attachments as option values, fetched one by one by `bring`, and removes them afterwards. */
export const withFiles = async <Attached, Result>(
  attachments: Readonly<Record<string, readonly Attached[]>>,
  options: Options,
  { workspace }: Pick<ChatServices, 'workspace'>,
  bring: (attached: Attached, path: string) => Promise<FileSource>,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => {
  const files = Object.entries(attachments).filter(([, attached]) => attached.length > 0);
  if (files.length === 0) return work({});
  await using place = await workspace();
  const values = await Promise.all(
    files.map(async ([name, attached]) => {
      const sources = await Promise.all(
        attached.map((one, index) => bring(one, join(place.folder, `${name}-${index}`))),
      );
      return [name, options[name]?.type === 'file' ? sources[0] : sources] as const;
    }),
  );
  return await work(Object.fromEntries(values));
};
