import type { BoundCommand, Request } from '../../src/core/command.ts';
import type { Manners } from '../../src/core/manners.ts';
import type { Visibility } from '../../src/core/visibility.ts';
import { addressOf, type Place } from './address.ts';
import type { Counter } from './counter.ts';
import { communityOf, ownerOf } from './desk.ts';
import type { Person, Single } from './incoming.ts';
import { Closed } from './send.ts';
import type { Heard } from './whisper.ts';

/** Somebody who asks something somewhere. */
export type Asker = {
  readonly user: number;
  readonly chat: number;
  readonly thread: number | null;
  readonly group: boolean;
  readonly community: string | null;
  readonly locale: string;
  /** Speaks in the name of the group, as those who manage it may. */
  readonly anonymous: boolean;
  /** The command that nobody else saw, and may be answered so. */
  readonly hidden: Heard | null;
};

/** Who asks by a message, or by a button under one; null for what nobody can be answered. */
export const askerOf = ({ chat, ...message }: Single, person: Person | undefined): Asker | null => {
  if (person === undefined || chat.type === 'channel') return null;
  const group = chat.type !== 'private';
  const { ephemeral_message_id: hidden } = message;
  // Whoever writes in the name of a chat is that chat.
  const as = message.from === person ? (message.sender_chat?.id ?? null) : null;
  return {
    user: as ?? person.id,
    chat: chat.id,
    thread: message.is_topic_message === true ? (message.message_thread_id ?? null) : null,
    group,
    community: group ? communityOf(chat.id) : null,
    locale: person.language_code ?? 'en',
    anonymous: as === chat.id,
    hidden: hidden === undefined ? null : { hidden, at: performance.now() },
  };
};

/** The number by which a message can be answered; what nobody else saw has none. */
export const numberOf = ({ message_id: number }: Pick<Single, 'message_id'>): number | null =>
  number === 0 ? null : number;

/** Where an answer to somebody goes. */
export const placeFor = (
  { user, chat, thread, group, locale }: Asker,
  more: Partial<Pick<Place, 'photo' | 'card' | 'mention' | 'spoiler' | 'several'>>,
): Place => ({
  platform: 'telegram',
  chat,
  thread,
  user,
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

const powers = async (counter: Counter, asker: Asker) => {
  const { anonymous, chat, group, user } = asker;
  if (!group) return { manages: false, moderates: false };
  if (anonymous) return { manages: true, moderates: true };
  return counter.desk.post.member(chat, user).catch((error: unknown) => {
    if (!(error instanceof Closed)) throw error;
    return { manages: false, moderates: false };
  });
};

// Only for these does it matter who somebody is in a group.
const weighty = new Set(['delete', 'cancel']);

/** What somebody asks as a request of ours. */
export const requestOf = async (
  counter: Counter,
  asker: Asker,
  command: Pick<BoundCommand, 'name' | 'manages'>,
  more: { readonly place: Place; readonly key: string | null; readonly usual: Visibility },
): Promise<Request> => {
  const { community, locale } = asker;
  const own = community === null ? [] : [community];
  const asks = command.manages || weighty.has(command.name);
  const { manages, moderates } = asks ? await powers(counter, asker) : { manages: false, moderates: false };
  return {
    actor: {
      id: ownerOf(asker.user),
      communities: own,
      moderates: moderates ? own : [],
      manages: manages ? own : [],
      operator: false,
    },
    community,
    address: addressOf(more.place),
    visibility: community === null ? 'private' : more.usual,
    channel: String(asker.thread ?? asker.chat),
    roles: [],
    key: more.key,
    locale,
  };
};

/** Whether a new clip is for the asker alone although others would read it. */
export const goesAside = (asker: Asker, visibility: unknown, manners: Manners): boolean =>
  asker.group && (visibility ?? manners.visibility) === 'private';
