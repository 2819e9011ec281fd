import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { FileSource } from '../../src/core/command.ts';
import { isDiskFull } from '../../src/core/disk-full.ts';
import { Failure } from '../../src/core/failure.ts';
import { photoMegabytes } from '../../src/core/photo.ts';

/** A file somebody attached, as Discord tells of it. */
export type Attached = { readonly url: string; readonly name: string; readonly size: number };

const megabyte = 2 ** 20;
const most = photoMegabytes * megabyte;
const seconds = 20;

const ownHosts = ['cdn.discordapp.com', 'media.discordapp.net'];

const allowed = (url: string, hosts: readonly string[]): boolean => {
  const { protocol, host } = new URL(url);
  return (protocol === 'https:' && ownHosts.includes(host)) || hosts.includes(host);
};

const capped = (): Transform => {
  let total = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      total += chunk.length;
      done(total > most ? tooHeavy(total) : null, chunk);
    },
  });
};

const tooHeavy = (bytes: number): Failure =>
  new Failure('photo_too_heavy', { megabytes: Math.ceil(bytes / megabyte), limit: most / megabyte });

/**
 * Brings an attachment into a file, from Discord's own hosts and those named besides, never through a redirect.
 * Throws Failure `photo_too_heavy`, `photo_empty`, or `expired` when its address no longer works.
 */
export const download = async (
  attached: Attached,
  path: string,
  hosts: readonly string[],
): Promise<FileSource> => {
  const { name, size, url } = attached;
  if (size > most) throw tooHeavy(size);
  if (size === 0) throw new Failure('photo_empty', { name });
  if (!allowed(url, hosts)) throw new Failure('photo_missing', { name });
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(seconds * 1_000) });
    if (!answer.ok || answer.body === null) throw new Failure('expired', { name });
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), capped(), createWriteStream(path));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(isDiskFull(error) ? 'disk_full' : 'expired', { name }, error);
  }
  return { path, name };
};
