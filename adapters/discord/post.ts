import { DiscordAPIError, HTTPError, RateLimitError, REST, Routes } from 'discord.js';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Messages } from '../../src/text/messages.ts';
import { type Place, tokenLives } from './address.ts';
import { bodyOf, filesOf, type Outgoing } from './outgoing.ts';

const uploadMilliseconds = 120_000;

/** Discord over plain REST: no gateway is needed, and nothing is sent twice of its own accord. */
export const openRest = (token: string, api: string): REST =>
  new REST({ api, version: '10', retries: 0, timeout: uploadMilliseconds }).setToken(token);

/** The way is closed, and another one may be open. */
export class Closed extends Error {}

/** The message is not there any more. */
export class Gone extends Closed {}

/** The way is open, for less. */
export class TooLarge extends Error {}

const unknownMessage = 10008;

// Unknown channel, webhook or interaction; no access, no permission, closed messages, dead token, too large.
const closing = new Set<number | string>([10003, 10015, 10062, 50001, 50007, 50013, 50027, 50278]);

/** Whether Discord has nothing there any more, or keeps us out. */
export const isClosed = (error: unknown): error is DiscordAPIError =>
  error instanceof DiscordAPIError && (closing.has(error.code) || error.code === unknownMessage);

const isGone = (error: unknown): error is DiscordAPIError =>
  error instanceof DiscordAPIError && error.code === unknownMessage;

const told = async <Result>(sending: Promise<Result>): Promise<Result> => {
  try {
    return await sending;
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.code === 40005 || error.status === 413))
      throw new TooLarge(String(error.code), { cause: error });
    if (isGone(error)) throw new Gone(String(error.code), { cause: error });
    if (isClosed(error)) throw new Closed(String(error.code), { cause: error });
    if (error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError)
      throw new Failure('unavailable', { name: 'Discord' }, error);
    throw error;
  }
};

const idOf = z.object({ id: z.string() });

/** The card's own id. Throws `Closed` where the bot itself cannot reach it. */
const cardOf = ({ card, present, ephemeral }: Place): string => {
  if (card === null || !present || ephemeral) throw new Closed('card');
  return card;
};

/**
 * Sending and changing messages. All throw `Closed` when that way is shut for good, `TooLarge`, or Failure
 * `unavailable`.
 */
export const openPost = (rest: REST) => ({
  /** Changes the card while its token lives; doing it again changes nothing more. */
  edit: async (there: Place, message: Outgoing, messages: Messages): Promise<void> => {
    if (there.posted || !tokenLives(there, Date.now())) throw new Closed('token');
    const route = Routes.webhookMessage(there.application, there.token, '@original');
    await told(
      rest.patch(route, { body: bodyOf(message, messages), files: await filesOf(message), auth: false }),
    );
  },
  /** Posts in a channel, once for one key; gives the message's id. */
  post: async (channel: string, message: Outgoing, messages: Messages, key: string): Promise<string> => {
    const body = { ...bodyOf(message, messages), nonce: key, enforce_nonce: true };
    const files = await filesOf(message);
    return idOf.parse(await told(rest.post(Routes.channelMessages(channel), { body, files }))).id;
  },
  /** Writes to somebody alone, once for one key. */
  direct: async (user: string, message: Outgoing, messages: Messages, key: string): Promise<void> => {
    const channel = idOf.parse(
      await told(rest.post(Routes.userChannels(), { body: { recipient_id: user } })),
    );
    const body = { ...bodyOf(message, messages), nonce: key, enforce_nonce: true };
    await told(rest.post(Routes.channelMessages(channel.id), { body, files: await filesOf(message) }));
  },
  /** Changes the card as a message of the bot's own, which needs no token. */
  editPosted: async (there: Place, message: Outgoing, messages: Messages): Promise<void> => {
    const card = cardOf(there);
    await told(rest.patch(Routes.channelMessage(there.channel, card), { body: bodyOf(message, messages) }));
  },
  /** Takes away a message of the bot's own with buttons about this; where it cannot be reached, it stays. */
  remove: async (channel: string, message: string, id: string): Promise<void> => {
    const route = Routes.channelMessage(channel, message);
    try {
      // Only what is about the same may go, whoever has written the button.
      if (JSON.stringify(await told(rest.get(route))).includes(`:${id}`)) await told(rest.delete(route));
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    }
  },
  /** Takes the card away. */
  removeCard: async (there: Place): Promise<void> => {
    const route = Routes.webhookMessage(there.application, there.token, '@original');
    try {
      if (there.posted) throw new Closed('token');
      await told(rest.delete(route, { auth: false }));
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      await told(rest.delete(Routes.channelMessage(there.channel, cardOf(there))));
    }
  },
});

export type Post = ReturnType<typeof openPost>;
