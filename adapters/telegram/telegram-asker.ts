import type { BoundCommand, Request } from '../../src/core/command.ts';
import type { CommunityDefaults } from '../../src/core/community-defaults.ts';
import type { Requester } from '../../src/core/requester.ts';
import type { Visibility } from '../../src/core/visibility.ts';
import { unlessClosed } from '../chat/ways.ts';
import type { Person, Single } from './incoming.ts';
import { communityOf, ownerOf, type TelegramHandlerDeps } from './telegram-deps.ts';
import { type TelegramTarget, toTarget } from './telegram-target.ts';
import type { Heard } from './whisper.ts';

/** Somebody who asks something somewhere. */
export type Asker = {
  readonly user: number;
  readonly requester: Requester;
  readonly chat: number;
  readonly thread: number | null;
  readonly group: boolean;
  readonly community: string | null;
  readonly locale: string;
  /** The owners besides itself in whose name it may act. */
  readonly speaksFor: readonly string[];
  /** The command that nobody else saw, and may be answered so. */
  readonly hidden: Heard | null;
};

/** What somebody is who writes; whoever presses a button is always a person. */
const requesterOf = (
  { chat, sender_chat: as, ...message }: Single,
  person: Person,
): { readonly requester: Requester; readonly user: number } => {
  if (message.from !== person) return { requester: 'person', user: person.id };
  if (as !== undefined) return { requester: as.id === chat.id ? 'anonymous-admin' : 'channel', user: as.id };
  return { requester: person.is_bot ? 'bot' : 'person', user: person.id };
};

/** Who asks by a message, or by a button under one; null for what nobody can be answered. */
export const askerOf = (message: Single, person: Person | undefined): Asker | null => {
  const { chat, ephemeral_message_id: hidden } = message;
  if (person === undefined || chat.type === 'channel') return null;
  const group = chat.type !== 'private';
  return {
    ...requesterOf(message, person),
    chat: chat.id,
    thread: message.is_topic_message === true ? (message.message_thread_id ?? null) : null,
    group,
    community: group ? communityOf(chat.id) : null,
    locale: person.language_code ?? 'en',
    speaksFor: [],
    hidden: hidden === undefined ? null : { hidden, at: performance.now() },
  };
};

/** The number by which a message can be answered; what nobody else saw has none. */
export const numberOf = ({ message_id: number }: Pick<Single, 'message_id'>): number | null =>
  number === 0 ? null : number;

/** Where an answer to somebody goes. */
export const placeFor = (
  { user, requester, chat, thread, group, locale }: Asker,
  more: Partial<Pick<TelegramTarget, 'photo' | 'card' | 'mention' | 'spoiler' | 'several'>>,
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
  mention: false,
  spoiler: false,
  several: false,
  locale,
  ...more,
});

const powers = async (deps: TelegramHandlerDeps, asker: Asker) => {
  const { chat, group, requester, user } = asker;
  if (!group) return { manages: false, moderates: false };
  if (requester === 'anonymous-admin') return { manages: true, moderates: true };
  if (requester !== 'person') return { manages: false, moderates: false };
  return unlessClosed(deps.sender.member(chat, user), { manages: false, moderates: false });
};

/** What is asked without anything being made, for the asker alone. */
export const plainly = { key: null, usual: 'private', foreignPhoto: false } as const;

/** What somebody asks as a request of ours. */
export const requestOf = async (
  deps: TelegramHandlerDeps,
  asker: Asker,
  command: Pick<BoundCommand, 'manages' | 'needs'>,
  more: {
    readonly place: TelegramTarget;
    readonly key: string | null;
    readonly usual: Visibility;
    /** Whether the photos that come with it are somebody else's. */
    readonly foreignPhoto: boolean;
  },
): Promise<Request> => {
  const { community, locale, requester, speaksFor } = asker;
  const own = community === null ? [] : [community];
  // Only for these does it matter who somebody is in a group.
  const asks = command.manages || command.needs === 'delete' || command.needs === 'cancel';
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
    address: toTarget(more.place),
    visibility: community === null ? 'private' : more.usual,
    channel: String(asker.thread ?? asker.chat),
    roles: [],
    requester,
    asks: true,
    spoiler: more.place.spoiler,
    // Telegram does not tell where only adults come.
    adult: false,
    foreignPhoto: more.foreignPhoto,
    key: more.key,
    locale,
  };
};

/** Whether a new clip is for the asker alone although others would read it. */
export const goesPrivate = (asker: Asker, visibility: unknown, defaults: CommunityDefaults): boolean =>
  asker.group && (visibility ?? defaults.visibility) === 'private';
