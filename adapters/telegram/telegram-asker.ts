import type { BoundCommand, Request } from '../../src/core/command.ts';
import type { Requester, Visibility } from '../../src/core/permission.ts';
import type { CommunityDefaults } from '../../src/core/personal-defaults.ts';
import { unlessClosed } from '../chat/delivery-steps.ts';
import type { EphemeralTrigger } from './ephemeral.ts';
import type { Single, TelegramUser } from './incoming.ts';
import { communityOf, ownerOf, type TelegramDeps, type TelegramHandlerDeps } from './telegram-deps.ts';
import { type TelegramTarget, toTarget } from './telegram-target.ts';

/** The requester and the chat they write in. */
export type Asker = {
  readonly user: number;
  readonly requester: Requester;
  readonly chat: number;
  readonly thread: number | null;
  readonly group: boolean;
  /** Only its admins write there, in its name. */
  readonly channel: boolean;
  readonly community: string | null;
  /** What the group is called. */
  readonly title?: string | undefined;
  readonly locale: string;
  /** Other owners on whose behalf the requester may act. */
  readonly speaksFor: readonly string[];
  /** In a private chat: the group that the clip at hand comes from, which they are a member of. */
  readonly membership: { readonly community: string; readonly moderates: boolean } | null;
  /** The ephemeral command that only the bot saw, which may get an ephemeral reply; null otherwise. */
  readonly hidden: EphemeralTrigger | null;
};

/** The kind of requester. Someone who presses a button is always a person. */
const requesterOf = (
  { chat, sender_chat: as, ...message }: Single,
  person: TelegramUser,
): { readonly requester: Requester; readonly user: number } => {
  if (message.from !== person) return { requester: 'person', user: person.id };
  if (as !== undefined) return { requester: as.id === chat.id ? 'anonymous-admin' : 'channel', user: as.id };
  return { requester: person.is_bot ? 'bot' : 'person', user: person.id };
};

/** The requester of a message or of a press on its buttons; null if no one can be answered. */
export const askerOf = (message: Single, person: TelegramUser | undefined): Asker | null => {
  const { chat, ephemeral_message_id: hidden } = message;
  const channel = chat.type === 'channel';
  if (person === undefined && !channel) return null;
  const group = chat.type !== 'private';
  return {
    ...(person === undefined
      ? ({ requester: 'anonymous-admin', user: chat.id } as const)
      : requesterOf(message, person)),
    channel,
    chat: chat.id,
    thread: message.is_topic_message === true ? (message.message_thread_id ?? null) : null,
    group,
    community: group ? communityOf(chat.id) : null,
    title: chat.title,
    locale: person?.language_code ?? 'en',
    speaksFor: [],
    membership: null,
    hidden: hidden === undefined ? null : { hidden, at: performance.now() },
  };
};

/** The id to reply to; null for ephemeral messages, which have none. */
export const numberOf = ({ message_id: number }: Pick<Single, 'message_id'>): number | null =>
  number === 0 ? null : number;

/** The message of a request, for reactions; null for ephemeral messages. */
export const requestMessage = ({ chat, message_id: message }: Single): TelegramTarget['asked'] =>
  message === 0 ? null : { chat: chat.id, message };

/** The target for an answer to the requester. */
export const telegramTarget = (
  { user, requester, chat, thread, group, locale }: Asker,
  more: Partial<Omit<TelegramTarget, 'platform' | 'locale'>>,
): TelegramTarget => ({
  platform: 'telegram',
  chat,
  thread,
  user,
  requester,
  photo: null,
  card: null,
  since: Date.now(),
  group,
  openly: false,
  mention: false,
  spoiler: false,
  gif: false,
  asked: null,
  several: false,
  locale,
  ...more,
});

/** Lets a member of a group do in a private chat what they may do there. */
export const asMember = async (
  { sender }: Pick<TelegramDeps, 'sender'>,
  asker: Asker,
  community: string | null,
): Promise<Asker> => {
  const [, chat] = /^telegram:(-\d+)$/.exec(community ?? '') ?? [];
  if (asker.group || community === null || chat === undefined) return asker;
  const found = await unlessClosed(sender.member(Number(chat), asker.user), null);
  if (found?.present !== true) return asker;
  return { ...asker, membership: { community, moderates: found.moderates } };
};

/** The same for the group that somebody else's clip comes from. */
export const asMemberBehind = async (
  deps: TelegramDeps,
  asker: Asker,
  id: string,
  owner: string | null,
): Promise<Asker> =>
  asker.group || owner === ownerOf(asker.user)
    ? asker
    : asMember(deps, asker, await deps.communityBehind(id));

const powers = async (deps: TelegramHandlerDeps, asker: Asker) => {
  const { chat, group, membership, requester, user } = asker;
  if (!group) return { manages: false, moderates: membership?.moderates === true };
  if (requester === 'anonymous-admin') return { manages: true, moderates: true };
  if (requester !== 'person') return { manages: false, moderates: false };
  return unlessClosed(deps.sender.member(chat, user), { manages: false, moderates: false });
};

/** Request fields for a command that creates nothing and answers only the requester. */
export const defaultRequest = { key: null, defaultVisibility: 'private', foreignPhoto: false } as const;

/** Builds a `Request` from the requester and the target. */
export const requestOf = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  command: Pick<BoundCommand, 'manages' | 'moderates' | 'byRole' | 'needs'>,
  more: {
    readonly target: TelegramTarget;
    readonly key: string | null;
    readonly defaultVisibility: Visibility;
    /** Whether the attached photos belong to another user. */
    readonly foreignPhoto: boolean;
  },
): Promise<Request> => {
  const { community, locale, membership, requester, speaksFor, title } = asker;
  const home = community ?? membership?.community;
  const own = home === undefined ? [] : [home];
  // Only these commands depend on the user's role, so skip the API call otherwise.
  const asks =
    command.manages ||
    command.moderates ||
    command.byRole ||
    ['delete', 'cancel', 'report', 'hide'].includes(command.needs ?? '');
  const { manages, moderates } = asks ? await powers(deps, asker) : { manages: false, moderates: false };
  return {
    actor: {
      id: ownerOf(asker.user),
      communities: own,
      moderates: moderates ? own : [],
      manages: manages ? own : [],
      operator: false,
      speaksFor,
    },
    community,
    ...(title !== undefined && { communityName: title }),
    target: toTarget(more.target),
    visibility: community === null ? 'private' : more.defaultVisibility,
    channel: String(asker.thread ?? asker.chat),
    roles: [],
    requester,
    canAsk: true,
    spoiler: more.target.spoiler,
    // Telegram doesn't report whether a chat is adults only.
    adult: false,
    foreignPhoto: more.foreignPhoto,
    key: more.key,
    locale,
  };
};

/** Whether a new clip requested in a group is private, so it must be sent in a private chat. */
export const goesPrivate = (asker: Asker, visibility: unknown, defaults: CommunityDefaults): boolean =>
  asker.group && (visibility ?? defaults.visibility) === 'private';

/** Lets an admin of a channel, or an anonymous one of a group, act on something requested in its name. Only a button press reveals which admin it is. */
export const speakingFor = async (
  deps: Pick<TelegramDeps, 'sender'>,
  asker: Asker,
  owner: string | null,
): Promise<Asker> => {
  const group = ownerOf(asker.chat);
  if (!asker.group || owner !== group || asker.requester !== 'person') return asker;
  const member = await unlessClosed(deps.sender.member(asker.chat, asker.user), null);
  const speaks = asker.channel ? member?.manages : member?.anonymous;
  return speaks === true ? { ...asker, speaksFor: [group] } : asker;
};
