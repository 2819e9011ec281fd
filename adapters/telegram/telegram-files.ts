import { copyFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { isSafeToFetch } from '../../src/core/allowed-hosts.ts';
import type { FileKind, FileSource, Options } from '../../src/core/command.ts';
import { isDiskFull } from '../../src/core/disk-full.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Workspace } from '../../src/core/storage.ts';
import {
  megabyte,
  photoMegabytes,
  tooHeavy,
  type UploadLimit,
  wantSize,
} from '../../src/core/upload-limit.ts';
import { download, withDownloads } from '../chat/attachments.ts';
import { Closed, TooLarge } from '../chat/ways.ts';
import type { Single } from './incoming.ts';
import type { Send } from './send.ts';
import type { Api } from './telegram-api.ts';

/** A file in a message, as Telegram tells of it. */
export type Attached = {
  readonly file: string;
  readonly name: string;
  readonly size: number;
  /** The message it came in. */
  readonly message: number;
};

/** The photo of a message, sent as one or as a file; null without one. Throws Failure for a file that is none. */
export const photoIn = ({ message_id: message, photo, document }: Single): Attached | null => {
  const largest = photo?.at(-1);
  if (largest !== undefined)
    return { file: largest.file_id, name: 'photo.jpg', size: largest.file_size ?? 1, message };
  if (document === undefined) return null;
  const { file_id: file, file_name: name = 'photo', mime_type: type = '', file_size: size = 1 } = document;
  // What people's programs say of a file is no proof, but what they call no picture need not be fetched.
  if (type !== '' && !type.startsWith('image/')) throw new Failure('photo_not_image', { name });
  wantSize({ name, size }, { kind: 'photo', megabytes: photoMegabytes });
  return { file, name, size, message };
};

/** What else a message carries, by the kind of option that takes it. */
export const attachmentIn = ({
  message_id: message,
  audio,
  voice,
}: Single): Partial<Record<FileKind, Attached>> => {
  const sound = audio ?? voice;
  if (sound === undefined) return {};
  const { file_id: file, file_name: name = 'sound', file_size: size = 1 } = sound;
  return { sound: { file, name, size, message } };
};

// What Telegram's own servers hand out to bots, in MB; a server of one's own has no such limit.
const served = 20;

const found = z.object({ file_path: z.string() });

/** Fetches files that people sent. */
export const openFetcher =
  (api: Pick<Api, 'fileUrl'>, send: Send) =>
  /** Throws Failure `…_too_heavy`, `…_empty`, `expired` or `unavailable`. */
  async ({ file, name, size }: Attached, path: string, limit: UploadLimit): Promise<FileSource> => {
    wantSize({ name, size }, limit);
    try {
      const { file_path: place } = found.parse(await send('getFile', { file_id: file }, 'repeatable'));
      if (!isAbsolute(place))
        return await download({ url: api.fileUrl(place), name }, path, limit, isSafeToFetch);
      // A Bot API server of one's own tells where on this machine it has put the file.
      wantSize({ name, size: (await stat(place)).size }, limit);
      await copyFile(place, path);
      return { path, name };
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (error instanceof TooLarge)
        throw tooHeavy(Math.max(size, served * megabyte + 1), { ...limit, megabytes: served });
      if (isDiskFull(error)) throw new Failure('disk_full', {});
      // Its address holds the token, so the cause is told without it.
      throw new Failure('expired', { name }, error instanceof Closed ? error : undefined);
    }
  };

export type Fetcher = ReturnType<typeof openFetcher>;

/** Files by the option that takes them. */
export type AttachedFiles = Readonly<Record<string, readonly Attached[]>>;

/** The files of a message, or of several, as options of a command. */
export const attachedTo = (
  options: Options,
  photos: readonly Attached[],
  beside: Partial<Record<FileKind, Attached>>,
): AttachedFiles =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      if (option.type === 'photos') return photos.length === 0 ? [] : [[name, photos]];
      const file = option.type === 'file' ? beside[option.kind] : undefined;
      return file === undefined ? [] : [[name, [file]]];
    }),
  );

/** Runs `work` with the files at hand as option values, and removes them afterwards. */
export const withAttached = <Result>(
  deps: { readonly fetcher: Fetcher; workspace(): Promise<Workspace> },
  given: AttachedFiles,
  options: Options,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => withDownloads(given, options, deps, deps.fetcher, work);
