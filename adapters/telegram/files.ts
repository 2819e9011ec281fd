import { createWriteStream } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import type { FileKind, FileSource, Options } from '../../src/core/command.ts';
import { isDiskFull } from '../../src/core/disk-full.ts';
import { Failure } from '../../src/core/failure.ts';
import { photoMegabytes } from '../../src/core/photo.ts';
import type { Workspace } from '../../src/core/storage.ts';
import { Closed, TooLarge } from '../chat/ways.ts';
import type { Api } from './api.ts';
import type { Single } from './incoming.ts';
import type { Send } from './send.ts';

/** A file in a message, as Telegram tells of it. */
export type Attached = {
  readonly file: string;
  readonly name: string;
  readonly size: number;
  /** The message it came in. */
  readonly message: number;
};

const megabyte = 1_000_000;
const most = photoMegabytes * megabyte;
const seconds = 30;

const tooHeavy = (bytes: number): Failure =>
  new Failure('photo_too_heavy', { megabytes: Math.ceil(bytes / megabyte), limit: most / megabyte });

/** The photo of a message, sent as one or as a file; null without one. Throws Failure for a file that is none. */
export const photoIn = ({ message_id: message, photo, document }: Single): Attached | null => {
  const largest = photo?.at(-1);
  if (largest !== undefined)
    return { file: largest.file_id, name: 'photo.jpg', size: largest.file_size ?? 1, message };
  if (document === undefined) return null;
  const { file_id: file, file_name: name = 'photo', mime_type: type = '', file_size: size = 1 } = document;
  // What people's programs say of a file is no proof, but what they call no picture need not be fetched.
  if (type !== '' && !type.startsWith('image/')) throw new Failure('photo_not_image', { name });
  if (size > most) throw tooHeavy(size);
  return { file, name, size, message };
};

/** What else a message carries, by the kind of option that takes it. */
export const besideIn = ({
  message_id: message,
  audio,
  voice,
}: Single): Partial<Record<FileKind, Attached>> => {
  const sound = audio ?? voice;
  if (sound === undefined) return {};
  const { file_id: file, file_name: name = 'sound', file_size: size = 1 } = sound;
  return { sound: { file, name, size, message } };
};

const found = z.object({ file_path: z.string() });

const capped = (): Transform => {
  let total = 0;
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      total += chunk.length;
      done(total > most ? tooHeavy(total) : null, chunk);
    },
  });
};

const fetchInto = async (url: string, path: string): Promise<void> => {
  const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(seconds * 1_000) });
  if (!answer.ok || answer.body === null) throw new Failure('expired');
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), capped(), createWriteStream(path));
};

/** Fetches files that people sent. */
export const openFetcher =
  (api: Pick<Api, 'fileUrl'>, send: Send) =>
  /** Throws Failure `photo_too_heavy`, `photo_empty`, `expired` or `unavailable`. */
  async ({ file, name, size }: Attached, path: string): Promise<FileSource> => {
    if (size > most) throw tooHeavy(size);
    if (size === 0) throw new Failure('photo_empty', { name });
    try {
      const { file_path: place } = found.parse(await send('getFile', { file_id: file }, 'repeatable'));
      // A Bot API server of one's own tells where on this machine it has put the file.
      if (!isAbsolute(place)) await fetchInto(api.fileUrl(place), path);
      else if ((await stat(place)).size > most) throw tooHeavy((await stat(place)).size);
      else await copyFile(place, path);
      return { path, name };
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (error instanceof TooLarge) throw tooHeavy(Math.max(size, most + 1));
      if (isDiskFull(error)) throw new Failure('disk_full', {});
      // Its address holds the token, so the cause is told without it.
      throw new Failure('expired', { name }, error instanceof Closed ? error : undefined);
    }
  };

export type Fetcher = ReturnType<typeof openFetcher>;

/** Files by the option that takes them. */
export type Given = Readonly<Record<string, readonly Attached[]>>;

/** The files of a message, or of several, as options of a command. */
export const givenTo = (
  options: Options,
  photos: readonly Attached[],
  beside: Partial<Record<FileKind, Attached>>,
): Given =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      if (option.type === 'photos') return photos.length === 0 ? [] : [[name, photos]];
      const file = option.type === 'file' ? beside[option.kind] : undefined;
      return file === undefined ? [] : [[name, [file]]];
    }),
  );

/** Runs `work` with the files at hand as option values, and removes them afterwards. */
export const withFiles = async <Result>(
  { fetcher, workspace }: { readonly fetcher: Fetcher; workspace(): Promise<Workspace> },
  given: Given,
  options: Options,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => {
  const files = Object.entries(given);
  if (files.length === 0) return work({});
  await using place = await workspace();
  const values = await Promise.all(
    files.map(async ([name, attached]) => {
      const bring = (one: Attached, index: number) => fetcher(one, join(place.folder, `${name}-${index}`));
      const sources = await Promise.all(attached.map(bring));
      return [name, options[name]?.type === 'file' ? sources[0] : sources] as const;
    }),
  );
  return await work(Object.fromEntries(values));
};
