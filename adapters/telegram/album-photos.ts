import * as z from 'zod';
import type { Options } from '../../src/core/command.ts';
import { optionOfType } from '../../src/core/command-options.ts';
import { Failure } from '../../src/core/failure.ts';
import { commandNamed } from '../../src/core/parse.ts';
import type { EffectEntry } from '../../src/core/reply.ts';
import { type OtherPhotos, splitFirst } from '../chat/attachments.ts';
import type { ChatServices } from '../chat/chat.ts';
import { type Message, readUpdate, type Single } from './incoming.ts';
import { type Asker, defaultRequest, requestOf, telegramTarget } from './telegram-asker.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';
import { type Attached, type AttachedFiles, photoIn } from './telegram-files.ts';

/** The bundle key shared by the messages of an album; null for a message outside an album. */
export const bundleOf = ({ chat, media_group_id: album }: Single): string | null =>
  album === undefined ? null : `telegram:${chat.id}:${album}`;

/** Photos to animate, with the facts about their messages that the request needs. */
export type Found = {
  readonly photos: readonly Attached[];
  /** Whether any of the messages had a media spoiler. */
  readonly spoiler: boolean;
  /** The sender, and the message that a clip of all photos replies to. */
  readonly from: number | undefined;
  readonly message: number;
  /** The single author of all photos; null when it can't be determined. */
  readonly author: number | null;
};

/** The author of a message's photo. For a forwarded message this is the original author. */
const authorOf = ({ forward_origin: origin, from, sender_chat: as }: Single): number | null =>
  (origin === undefined ? (as?.id ?? from?.id) : origin.sender_user?.id) ?? null;

/** Photos of messages that belong together. Throws `Failure` for a document that isn't an image. */
const among = (messages: readonly Single[]): Found | null => {
  const photos = messages.flatMap((message) => photoIn(message) ?? []);
  const [first] = messages;
  if (photos.length === 0 || first === undefined) return null;
  const author = authorOf(first);
  return {
    photos,
    spoiler: messages.some((message) => message.has_media_spoiler === true),
    from: first.sender_chat?.id ?? first.from?.id,
    message: photos[0]?.message ?? first.message_id,
    author: messages.every((message) => authorOf(message) === author) ? author : null,
  };
};

/** A quoted message of another chat, as a message. */
const quotedIn = ({ chat, external_reply: quoted, message_id }: Single): Single | null =>
  quoted === undefined ? null : { ...quoted, chat, message_id, forward_origin: quoted.origin };

/** Returns the message's own photos, those of its album, or those of the message it replies to or quotes. */
export const photosOf = async (
  deps: TelegramHandlerDeps,
  message: Message,
  album: readonly Message[] = [],
): Promise<Found | null> => {
  const own = among(album.length > 0 ? album : [message]);
  const answered = message.reply_to_message;
  const behind = own !== null || answered === undefined ? own : await photosAt(deps, answered);
  const quoted = quotedIn(message);
  return behind ?? (quoted === null ? null : among([quoted]));
};

/** Returns the photos of a referenced message, including the album messages received so far. */
export const photosAt = async (deps: TelegramHandlerDeps, message: Single): Promise<Found | null> => {
  const bundle = bundleOf(message);
  const album =
    bundle === null
      ? []
      : (await deps.updates.bundled(bundle)).flatMap(({ body }) => readUpdate(body)?.message ?? []);
  const found = among(
    album.length > 0 ? album : [message, ...[quotedIn(message)].flatMap((one) => one ?? [])],
  );
  // Several people can post as a group or channel, so the author is unknown.
  return found === null || (found.author ?? 0) > 0 ? found : { ...found, author: null };
};

/** Returns the available effects by running the `effects` command. */
export const effectsFor = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
): Promise<readonly EffectEntry[]> => {
  const command = commandNamed(deps, 'effects');
  const more = { ...defaultRequest, target: telegramTarget(asker, {}) };
  return (await command.run(await requestOf(deps, asker, command, more), {})).effects;
};

/**
 * All photos in one order: its effect decides how many of them become one clip. `others`: one clip of the first photo,
 * and what the rest is for. Throws `Failure` `missing_option` without any.
 */
export const together = (
  photos: readonly Attached[],
  beside: AttachedFiles,
  options: Options,
  others: OtherPhotos | null = null,
): AttachedFiles => {
  if (others !== null) return { ...beside, ...splitFirst(photos, others) };
  return { ...beside, [optionOfType(options, 'photos') ?? '']: photos };
};

/** Collects items by name and completes a group once no item has arrived for a while, which `pause` decides. */
export const openGathering = (
  pause: (items: readonly string[]) => number,
  complete: (name: string, items: readonly string[]) => void,
) => {
  const groups = new Map<string, { readonly items: string[]; timer: NodeJS.Timeout }>();
  let closed = false;
  return {
    /** Adds an item to its group. Items after `close` are left to the next start. */
    add: (name: string, item: string): void => {
      if (closed) return;
      const before = groups.get(name);
      clearTimeout(before?.timer);
      const items = [...(before?.items ?? []), item];
      const end = (): void => {
        groups.delete(name);
        complete(name, items);
      };
      groups.set(name, { items, timer: setTimeout(end, pause(items)) });
    },
    close: (): void => {
      closed = true;
      for (const { timer } of groups.values()) clearTimeout(timer);
    },
  };
};

const menu = z.object({ chat: z.number(), message: z.number() });

/** How an album was answered: by a menu, or by a command with these values. */
const answered = z.union([
  z.object({ menu }),
  z.object({ command: z.string(), values: z.record(z.string(), z.unknown()) }),
]);

export type AlbumAnswer = z.infer<typeof answered>;

type AlbumServices = Pick<ChatServices, 'forms' | 'updates'>;

/** Remembers how an album was answered, for photos that arrive later, at whichever process. */
export const rememberAlbum = async (
  { forms, updates }: AlbumServices,
  bundle: string | null,
  owner: string,
  answer: AlbumAnswer,
): Promise<void> => {
  if (bundle === null) return;
  await updates.note(bundle, await forms.keep(owner, answer));
};

/** How an album was answered; null if nobody remembers. */
export const findAlbum = async (
  { forms, updates }: AlbumServices,
  bundle: string | null,
  owner: string,
): Promise<AlbumAnswer | null> => {
  const all = bundle === null ? [] : await updates.bundled(bundle);
  const note = all.find((one) => one.note !== null)?.note ?? null;
  if (note === null) return null;
  try {
    return answered.parse(await forms.find(owner, note));
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
};
