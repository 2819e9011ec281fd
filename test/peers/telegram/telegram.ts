import { createServer } from 'node:http';
import { listen } from '../listen.ts';
import { openFlood } from './limits.ts';
import { addMessage } from './messages.ts';
import { openPerson, type Person, tellMembership, tellMessage } from './person.ts';
import { answerFile, answerRest } from './rest.ts';
import { openState } from './state.ts';
import { openUpdates } from './updates.ts';
import type { Chat, User } from './world.ts';

type GroupOptions = {
  readonly title?: string;
  readonly type?: 'group' | 'supergroup' | 'channel';
  /** Names of topics, which make it a forum. */
  readonly topics?: readonly string[];
  readonly admins?: readonly Person[];
  /** Those of them who write in the name of the group. */
  readonly anonymous?: readonly Person[];
  /** Those of them who may delete what others write. */
  readonly deleting?: readonly Person[];
  readonly restricted?: readonly Person[];
  readonly privacy?: boolean;
  readonly botAdmin?: boolean;
  readonly reactions?: boolean;
};

const defaultGroup = {
  title: 'Home',
  type: 'supergroup',
  privacy: true,
  botAdmin: false,
  reactions: true,
} as const;

/**
 * A strict local Telegram: the Bot API, its files and its updates under one address, on a clock that can be put forward.
 * Calls are also checked against what we know of the Bot API.
 */
export const startTelegram = async (options: { tunnel?: string } = {}) => {
  const state = openState();
  state.tunnel = options.tunnel ?? null;
  const updates = openUpdates(state);
  const parts = { state, updates, flood: openFlood(state) };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://peer').pathname);
    const [, token, file] = /^\/file\/bot([^/]+)\/(.+)$/.exec(path) ?? [];
    if (token !== undefined && file !== undefined) return answerFile(state, token, file, response);
    const [, own = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(path) ?? [];
    answerRest(parts, own, method, request, response).catch((error: unknown) => {
      state.complaints.push(`the peer broke: ${error}`);
      response.destroy();
    });
  });
  const { url, close } = await listen(server);

  const addChat = (more: Omit<Chat, 'members' | 'migratedTo' | 'lastMessage' | 'botIn'>): Chat => {
    const chat: Chat = { members: new Set(), migratedTo: null, lastMessage: 0, botIn: true, ...more };
    state.chats.set(chat.id, chat);
    return chat;
  };
  const addGroup = (options: GroupOptions): Chat => {
    const {
      title,
      type,
      privacy,
      botAdmin,
      reactions,
      topics,
      admins = [],
      anonymous = [],
      deleting = [],
      restricted = [],
    } = { ...defaultGroup, ...options };
    const chat = addChat({
      id: type === 'group' ? -state.next() : -1_000_000_000_000 - state.next(),
      title,
      type,
      privacy,
      botAdmin,
      reactions,
      user: null,
      topics: topics === undefined ? null : new Map(),
      admins: new Set(admins.map(({ user }) => user)),
      anonymous: new Set(anonymous.map(({ user }) => user)),
      deleting: new Set(deleting.map(({ user }) => user)),
      restricted: new Set(restricted.map(({ user }) => user)),
    });
    for (const topic of topics ?? []) {
      chat.lastMessage += 1;
      chat.topics?.set(chat.lastMessage, topic);
    }
    for (const { user } of admins) chat.members.add(user);
    return chat;
  };
  const serve = (chat: Chat, service: Record<string, unknown>) =>
    tellMessage(
      state,
      updates,
      addMessage(state, chat, { text: '', entities: [], media: null }, { service }),
    );

  return {
    state,
    url,
    token: state.token,
    /** Somebody who has not written to the bot yet. */
    person: (name: string, more: { language?: string; bot?: boolean } = {}): Person => {
      const id = 4_000_000_000 + state.next();
      const user: User = {
        id,
        name,
        username: `${name.toLowerCase()}_${id}`,
        language: more.language ?? 'en',
        bot: more.bot ?? false,
        started: false,
        blocked: false,
      };
      state.users.set(id, user);
      const home = addChat({
        id,
        title: name,
        type: 'private',
        user,
        topics: null,
        admins: new Set(),
        anonymous: new Set(),
        deleting: new Set(),
        restricted: new Set(),
        privacy: false,
        botAdmin: false,
        reactions: true,
      });
      return openPerson(state, updates, user, home);
    },
    group: (options: GroupOptions = {}): Chat => addGroup(options),
    /** The thread of a topic. */
    topic: (chat: Chat, name: string): number => {
      const found = [...(chat.topics ?? [])].find(([, title]) => title === name);
      if (found === undefined) throw new Error(`no topic ${name}`);
      return found[0];
    },
    /** Throws the bot out of a group. */
    kick: (chat: Chat, by: Person): void => {
      tellMembership(state, updates, by.user, chat, ['member', 'kicked']);
      chat.botIn = false;
    },
    /** Turns a group into a supergroup of another id. */
    migrate: (chat: Chat): Chat => {
      const { title, privacy, botAdmin } = chat;
      const next = addGroup({ title, privacy, botAdmin, type: 'supergroup' });
      for (const user of chat.admins) next.admins.add(user);
      for (const user of chat.anonymous) next.anonymous.add(user);
      for (const user of chat.members) next.members.add(user);
      serve(chat, { migrate_to_chat_id: next.id });
      chat.migratedTo = next;
      serve(next, { migrate_from_chat_id: chat.id });
      return next;
    },
    /** Sends the last update of a kind once more, as Telegram does when it did not hear of the first time. */
    again: (kind: string): void => {
      const update = state.told.findLast((one) => one[kind] !== undefined);
      if (update === undefined) throw new Error(`the bot was never told of a ${kind}`);
      updates.again(update);
    },
    close: async (): Promise<void> => {
      updates.close();
      await close();
    },
  };
};

export type Telegram = Awaited<ReturnType<typeof startTelegram>>;
