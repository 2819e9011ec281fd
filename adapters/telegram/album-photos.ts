import { commandNamed, type Options, optionOfType } from '../../src/core/command.ts';
import type { EffectEntry } from '../../src/core/reply.ts';
import { type Message, readUpdate, type Single } from './incoming.ts';
import { type Asker, placeFor, plainly, requestOf } from './telegram-asker.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';
import { type Attached, type AttachedFiles, photoIn } from './telegram-files.ts';

/** The name under which the messages of an album are found together. */
export const bundleOf = ({ chat, media_group_id: album }: Single): string | null =>
  album === undefined ? null : `telegram:${chat.id}:${album}`;

/** Photos to animate, and what is to be known of the messages they came in. */
export type Found = {
  readonly photos: readonly Attached[];
  /** Whether they were covered. */
  readonly covered: boolean;
  /** Who sent them, and where a clip of all of them answers. */
  readonly from: number | undefined;
  readonly message: number;
  /** The one person whose photos they surely are; null where nobody can tell. */
  readonly author: number | null;
};

/** Whose a message's photo is: of what is forwarded, whoever wrote it first. */
const authorOf = ({ forward_origin: origin, from, sender_chat: as }: Single): number | null =>
  (origin === undefined ? (as?.id ?? from?.id) : origin.sender_user?.id) ?? null;

/** Photos in messages that belong together. Throws Failure for a file that is none. */
const among = (messages: readonly Single[]): Found | null => {
  const photos = messages.flatMap((message) => photoIn(message) ?? []);
  const [first] = messages;
  if (photos.length === 0 || first === undefined) return null;
  const author = authorOf(first);
  return {
    photos,
    covered: messages.some((message) => message.has_media_spoiler === true),
    from: first.sender_chat?.id ?? first.from?.id,
    message: photos[0]?.message ?? first.message_id,
    author: messages.every((message) => authorOf(message) === author) ? author : null,
  };
};

/** A message's photos: its own, those of its album, or those it answers. */
export const photosOf = async (
  deps: TelegramHandlerDeps,
  message: Message,
  album: readonly Message[] = [],
): Promise<Found | null> => {
  const own = among(album.length > 0 ? album : [message]);
  const answered = message.reply_to_message;
  return own !== null || answered === undefined ? own : photosAt(deps, answered);
};

/** The photos of a message that another points at, with those of its album as far as they were heard. */
export const photosAt = async (deps: TelegramHandlerDeps, message: Single): Promise<Found | null> => {
  const bundle = bundleOf(message);
  const album =
    bundle === null
      ? []
      : (await deps.updates.bundled(bundle)).flatMap(({ body }) => readUpdate(body)?.message ?? []);
  const found = among(album.length > 0 ? album : [message]);
  // Many write in the name of a group or channel: which of them it was nobody can tell.
  return found === null || (found.author ?? 0) > 0 ? found : { ...found, author: null };
};

/** What a photo can become, as the command that lists it says. */
export const effectsFor = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
): Promise<readonly EffectEntry[]> => {
  const command = commandNamed(deps, 'effects');
  const more = { ...plainly, place: placeFor(asker, {}) };
  return (await command.run(await requestOf(deps, asker, command, more), {})).effects;
};

/** Photos as they go into clips: all into one where the effect is about two people, otherwise each into its own. */
export const dealt = (
  photos: readonly Attached[],
  beside: AttachedFiles,
  options: Options,
  effect: EffectEntry | undefined,
): readonly AttachedFiles[] => {
  const name = optionOfType(options, 'photos') ?? '';
  const together = effect !== undefined && effect.photos === photos.length;
  return (together ? [photos] : photos.map((photo) => [photo])).map((some) => ({ ...beside, [name]: some }));
};
