import { copyFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { isSafeToFetch } from '../../src/core/allowed-hosts.ts';
import type { FileKind, FileSource, Options } from '../../src/core/command.ts';
import { Failure, isDiskFull } from '../../src/core/failure.ts';
import type { Workspace } from '../../src/core/storage.ts';
import {
  megabyte,
  photoMegabytes,
  requireSize,
  tooHeavy,
  type UploadLimit,
} from '../../src/core/upload-limit.ts';
import { download, withDownloads } from '../chat/attachments.ts';
import { Closed, TooLarge } from '../chat/delivery-steps.ts';
import type { Message, Single } from './incoming.ts';
import type { Send } from './send.ts';
import type { TelegramApi } from './telegram-api.ts';

/** A file attached to a message. */
export type Attached = {
  readonly file: string;
  readonly name: string;
  readonly size: number;
  /** The id of its message. */
  readonly message: number;
};

type Named = {
  readonly file_id: string;
  readonly file_name?: string | undefined;
  readonly file_size?: number | undefined;
};

const attachedFile = (
  { file_id: file, file_name: name, file_size: size = 1 }: Named,
  usual: string,
  message: number,
): Attached => ({ file, name: name ?? usual, size, message });

/** A video, GIF or video note of a message. Our own clips aren't photos. */
const videoIn = ({ animation, from, video, video_note: note }: Moving) =>
  from?.is_bot === true ? undefined : (video ?? animation ?? note);
type Moving = Partial<Pick<Single, 'animation' | 'from' | 'video' | 'video_note'>>;

/**
 * The photo of a message, sent as a photo or as a document, or the video of which one picture is used; null without
 * one. Throws `Failure` for a document that isn't either, is empty, or is too large.
 */
export const photoIn = (single: Single): Attached | null => {
  const { message_id: message, photo, document } = single;
  const largest = photo?.at(-1);
  if (largest !== undefined)
    return { file: largest.file_id, name: 'photo.jpg', size: largest.file_size ?? 1, message };
  const video = videoIn(single);
  if (video !== undefined) {
    const attached = attachedFile(video, 'video.mp4', message);
    requireSize(attached, { kind: 'photo', megabytes: photoMegabytes });
    return attached;
  }
  if (document === undefined) return null;
  const { file_id: file, file_name: name = 'photo', mime_type: type = '', file_size: size = 1 } = document;
  // The client's MIME type proves nothing, but a file declared as something other than an image needn't be
  // downloaded.
  if (type !== '' && !/^(image|video)\//.test(type)) throw new Failure('photo_not_image', { name });
  requireSize({ name, size }, { kind: 'photo', megabytes: photoMegabytes });
  return { file, name, size, message };
};

/** A recording in a message: a voice message or an audio file. */
export const soundIn = ({ audio, voice }: Pick<Single, 'audio' | 'voice'>) => audio ?? voice;

/** Whether a message carries what could be a photo. Telegram adds a document to every GIF. */
export const hasPhoto = ({ photo, document, ...moving }: Carries): boolean =>
  photo !== undefined ||
  (document !== undefined && moving.animation === undefined) ||
  videoIn(moving) !== undefined;
type Carries = Pick<Single, 'photo' | 'document'> & Moving;

const isPreset = ({
  file_name: name = '',
  mime_type: type = '',
}: {
  file_name?: string | undefined;
  mime_type?: string | undefined;
}): boolean => type === 'application/json' || name.toLowerCase().endsWith('.json');

/** Other attachments of a message, or of what it replies to, by file kind. */
export const attachmentIn = (message: Message): Partial<Record<FileKind, Attached>> => {
  const { reply_to_message: answered, external_reply: quoted, message_id: id } = message;
  const around = [message, answered, quoted].flatMap((one) => one ?? []);
  const saved = around.flatMap(({ document }) => document ?? []).find(isPreset);
  const preset = saved === undefined ? {} : { preset: attachedFile(saved, 'preset.json', id) };
  const sound = around.flatMap((one) => soundIn(one) ?? [])[0];
  return sound === undefined ? preset : { ...preset, sound: attachedFile(sound, 'sound', id) };
};

// Download limit of Telegram's public Bot API in MB; a self-hosted server has no such limit.
const served = 20;

const found = z.object({ file_path: z.string() });

/** Creates the function that downloads files sent by users. */
export const openFetcher =
  (api: Pick<TelegramApi, 'fileUrl' | 'isLocal'>, send: Send) =>
  /** Throws `Failure` `…_too_heavy`, `…_empty`, `disk_full`, `expired` or `unavailable`. */
  async ({ file, name, size }: Attached, path: string, limit: UploadLimit): Promise<FileSource> => {
    requireSize({ name, size }, limit);
    try {
      const { file_path: filePath } = found.parse(await send('getFile', { file_id: file }, 'repeatable'));
      // A Bot API server on this machine returns a path on our disk. Another server must not choose what we read.
      if (!isAbsolute(filePath) || !api.isLocal)
        return await download({ url: api.fileUrl(filePath), name }, path, limit, isSafeToFetch);
      requireSize({ name, size: (await stat(filePath)).size }, limit);
      await copyFile(filePath, path);
      return { path, name };
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (error instanceof TooLarge)
        throw tooHeavy(Math.max(size, served * megabyte + 1), { ...limit, megabytes: served });
      if (isDiskFull(error)) throw new Failure('disk_full', {});
      // The URL contains the bot token, so the cause is dropped.
      throw new Failure('expired', { name }, error instanceof Closed ? error : undefined);
    }
  };

export type Fetcher = ReturnType<typeof openFetcher>;

/** Attached files by option name. */
export type AttachedFiles = Readonly<Record<string, readonly Attached[]>>;

/** Maps the files of one or more messages to command options. */
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

/** Runs `work` with the downloaded files as option values, and removes them afterwards. */
export const withAttached = <Result>(
  deps: { readonly fetcher: Fetcher; workspace(): Promise<Workspace> },
  attachments: AttachedFiles,
  options: Options,
  work: (values: Readonly<Record<string, unknown>>) => Promise<Result>,
): Promise<Result> => withDownloads(attachments, options, deps, deps.fetcher, work);
