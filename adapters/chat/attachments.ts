import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { FileSource, Options } from '../../src/core/command.ts';
import { Failure, isDiskFull, isPhotoProblem } from '../../src/core/failure.ts';
import {
  isFileOption,
  isOneFile,
  limitOf,
  megabyte,
  tooHeavy,
  type UploadLimit,
} from '../../src/core/upload-limit.ts';
import type { ChatServices } from './chat.ts';

const seconds = 30;

const limitedStream = (limit: UploadLimit): Transform => {
  let total = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      total += chunk.length;
      done(total > limit.megabytes * megabyte ? tooHeavy(total, limit) : null, chunk);
    },
  });
};

/**
 * Downloads an attachment to a file, only from a URL that `allowed` accepts and without following redirects. Failures
 * don't contain the URL because it may include a token. Throws `Failure` `photo_missing`, `…_too_heavy`, `disk_full`
 * or `expired`.
 */
export const download = async (
  { url, name }: { readonly url: string; readonly name: string },
  path: string,
  limit: UploadLimit,
  allowed: (url: URL) => boolean,
): Promise<FileSource> => {
  if (!URL.canParse(url) || !allowed(new URL(url))) throw new Failure('photo_missing', { name });
  try {
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(seconds * 1_000) });
    if (!answer.ok || answer.body === null) throw new Failure('expired', { name });
    await pipeline(
      Readable.fromWeb(answer.body as ReadableStream),
      limitedStream(limit),
      createWriteStream(path),
    );
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(isDiskFull(error) ? 'disk_full' : 'expired', { name });
  }
  return { path, name };
};

/** What the other photos of an album or form are for, where the first one is animated. */
export const otherPhotos = ['last', 'reference'] as const;
export type OtherPhotos = (typeof otherPhotos)[number];

/** The first photo, and what the others are for. Throws `Failure` `missing_option` without others, or with too many. */
export const splitFirst = <Attached>(
  photos: readonly Attached[],
  others: OtherPhotos,
): Readonly<Record<string, readonly Attached[]>> => {
  const [first, ...rest] = photos;
  if (first === undefined || rest.length === 0 || (others === 'last' && rest.length > 1))
    throw new Failure('missing_option', { option: others });
  return { photos: [first], [others]: rest };
};

/** One of several photos that can't be downloaded or used is left out. */
const refusedPhoto = (error: unknown, index: number, count: number): FileSource => {
  const bad = error instanceof Failure && error.kind === 'expired';
  if (count === 1 || !(bad || isPhotoProblem(error))) throw error;
  const { facts, kind } = error;
  return { path: '', name: String(facts['name'] ?? index + 1), refused: { kind, facts } };
};

/** Downloads each attachment with `downloadFile`, runs `work` with them as option values, then removes them. */
export const withDownloads = async <Attached, Result>(
  attachments: Readonly<Record<string, readonly Attached[]>>,
  options: Options,
  { workspace }: Pick<ChatServices, 'workspace'>,
  downloadFile: (attached: Attached, path: string, limit: UploadLimit) => Promise<FileSource>,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => {
  const files = Object.entries(attachments).flatMap(([name, attached]) => {
    const option = options[name];
    return isFileOption(option) && attached.length > 0 ? [{ name, attached, option }] : [];
  });
  if (files.length === 0) return work({});
  await using downloads = await workspace();
  const values = await Promise.all(
    files.map(async ({ name, attached, option }) => {
      const limit = limitOf(option);
      const sources = await Promise.all(
        attached.map((one, index) =>
          downloadFile(one, join(downloads.folder, `${name}-${index}`), limit).catch((error: unknown) =>
            refusedPhoto(error, index, attached.length),
          ),
        ),
      );
      return [name, isOneFile(option) ? sources[0] : sources] as const;
    }),
  );
  return await work(Object.fromEntries(values));
};
