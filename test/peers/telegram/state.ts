import { randomBytes } from 'node:crypto';
import { canary } from '../../captured/captured.ts';
import { openClock } from '../discord/world.ts';
import type { Fault } from './faults.ts';
import type { Chat, InlineQuery, Message, Query, StoredFile, User } from './world.ts';

export type Update = { readonly update_id: number; readonly [kind: string]: unknown };

export type Pending = {
  readonly update: Update;
  readonly kind: string;
  readonly at: number;
  /** Whether it was sent before. */
  readonly again: boolean;
};

export type Webhook = {
  readonly url: string;
  readonly secret: string | null;
  readonly connections: number;
  lastError: string | null;
};

export type Called = {
  readonly method: string;
  readonly chat: number | null;
  readonly at: number;
  readonly status: number;
  /** Why it was refused, or null. */
  readonly problem: string | null;
};

export type State = {
  readonly clock: ReturnType<typeof openStoppableClock>;
  /** Numbers that were never given before. */
  readonly next: () => number;
  readonly token: string;
  readonly bot: { readonly id: number; readonly username: string };
  readonly users: Map<number, User>;
  readonly chats: Map<number, Chat>;
  readonly messages: Message[];
  readonly files: Map<string, StoredFile>;
  readonly queries: Map<string, Query>;
  readonly inlineQueries: Map<string, InlineQuery>;
  /** By scope and language. */
  readonly commands: Map<string, readonly Record<string, unknown>[]>;
  /** What the bot has not confirmed yet. */
  readonly updates: Pending[];
  /** Everything the bot was ever told. */
  readonly told: Update[];
  /** The kinds of updates that are sent. */
  allowed: ReadonlySet<string>;
  webhook: Webhook | null;
  /** Where calls to https webhooks really go, as through the proxy that the service stands behind. */
  tunnel: string | null;
  /** How often somebody began to wait for updates. */
  polls: number;
  readonly faults: Fault[];
  /** Whether too many calls are refused. */
  limited: boolean;
  /** Everything the bot got wrong; a good one leaves this empty. */
  readonly complaints: string[];
  readonly called: Called[];
  readonly menuButtons: Map<number, unknown>;
};

/** What is sent while nobody asked for anything else. */
export const defaultUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'chosen_inline_result',
  'my_chat_member',
];

/** A clock that runs with the real one, can be put forward, and stops where how fast a machine is must not matter. */
const openStoppableClock = () => {
  const clock = openClock();
  let stopped: number | null = null;
  return {
    now: (): number => stopped ?? clock.now(),
    advance: (milliseconds: number): void => {
      clock.advance(milliseconds);
      if (stopped !== null) stopped += milliseconds;
    },
    stop: (): void => {
      stopped = clock.now();
    },
  };
};

export const openState = (): State => {
  let count = 1_000;
  const next = (): number => {
    count += 1;
    return count;
  };
  const id = 7_000_000_000 + next();
  const token = `${id}:${randomBytes(26).toString('base64url')}`;
  canary('secret', token);
  return {
    clock: openStoppableClock(),
    next,
    token,
    bot: { id, username: 'photoplay_bot' },
    users: new Map(),
    chats: new Map(),
    messages: [],
    files: new Map(),
    queries: new Map(),
    inlineQueries: new Map(),
    commands: new Map(),
    updates: [],
    told: [],
    allowed: new Set(defaultUpdates),
    webhook: null,
    tunnel: null,
    polls: 0,
    faults: [],
    limited: true,
    complaints: [],
    called: [],
    menuButtons: new Map(),
  };
};
