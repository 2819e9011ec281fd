import { stat } from 'node:fs/promises';
import { DiscordAPIError, HTTPError, RateLimitError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Messages } from '../../src/text/messages.ts';
import { Closed, meaningOf, TooLarge } from '../chat/ways.ts';
import { type DiscordTarget, tokenLives } from './discord-target.ts';
import { bodyOf, filesOf, type Outgoing } from './outgoing.ts';

/** The message is not there any more. */
export class Gone extends Closed {}

const unknownMessage = 10008;
const tooLarge = 40005;
// Of an interaction; our own token is another matter, and may be put right.
const deadToken = 50027;

/** Whether Discord has nothing there any more, or keeps us out. */
export const isClosed = (error: unknown): error is DiscordAPIError =>
  error instanceof DiscordAPIError &&
  error.code !== tooLarge &&
  (error.code === deadToken || meaningOf(error.status) === 'closed');

const largestOf = async ({ uploads }: Outgoing): Promise<number> =>
  Math.max(0, ...(await Promise.all(uploads.map(async ({ path }) => (await stat(path)).size))));

const nothing: Outgoing = { content: '', actions: [], uploads: [], mentions: null };

const told = async <Result>(sending: Promise<Result>, message: Outgoing = nothing): Promise<Result> => {
  try {
    return await sending;
  } catch (error) {
    if (!(error instanceof DiscordAPIError || error instanceof HTTPError || error instanceof RateLimitError))
      throw error;
    const code = error instanceof DiscordAPIError ? error.code : null;
    const status = 'status' in error ? error.status : 429;
    if (code === tooLarge || meaningOf(status) === 'too-large')
      throw new TooLarge(await largestOf(message), { cause: error });
    if (code === unknownMessage) throw new Gone(String(code), { cause: error });
    if (isClosed(error) || meaningOf(status) === 'closed')
      throw new Closed(String(code ?? status), { cause: error });
    throw new Failure('unavailable', { name: 'Discord' }, error);
  }
};

const idOf = z.object({ id: z.string() });
const listed = z.array(z.object({ id: z.string(), author: z.object({ id: z.string() }) }).loose());
const latest = new URLSearchParams({ limit: '50' });

/** The card's own id. Throws `Closed` where the bot itself cannot reach it. */
const cardOf = ({ card, present, ephemeral }: DiscordTarget): string => {
  if (card === null || !present || ephemeral) throw new Closed('card');
  return card;
};

/**
 * Sending and changing messages. All throw `Closed` when that way is shut for good, `TooLarge`, or Failure
 * `unavailable`.
 */
export const openSender = (rest: REST) => ({
  /** Changes the card while its token lives; doing it again changes nothing more. */
  edit: async (target: DiscordTarget, message: Outgoing, messages: Messages): Promise<void> => {
    if (target.posted || !tokenLives(target, Date.now())) throw new Closed('token');
    const route = Routes.webhookMessage(target.application, target.token, '@original');
    const body = { body: bodyOf(message, messages), files: await filesOf(message), auth: false };
    await told(rest.patch(route, body), message);
  },
  /** Posts in a channel, once for one key within a few minutes; gives the message's id. */
  post: async (channel: string, message: Outgoing, messages: Messages, key: string): Promise<string> => {
    const body = { ...bodyOf(message, messages), nonce: key, enforce_nonce: true };
    const files = await filesOf(message);
    return idOf.parse(await told(rest.post(Routes.channelMessages(channel), { body, files }), message)).id;
  },
  /** The channel where somebody is written to alone. */
  directChannel: async (user: string): Promise<string> =>
    idOf.parse(await told(rest.post(Routes.userChannels(), { body: { recipient_id: user } }))).id,
  /** A message of ours among a channel's latest that has a button about one of these; null without, or where we may not look. */
  seek: async (
    channel: string,
    { application, card }: DiscordTarget,
    ids: readonly string[],
  ): Promise<string | null> => {
    const looking = told(rest.get(Routes.channelMessages(channel), { query: latest }));
    const found = await looking.catch((error: unknown) => {
      if (!(error instanceof Closed)) throw error;
      return [];
    });
    const ours = listed.parse(found).filter(({ author, id }) => author.id === application && id !== card);
    return ours.find((one) => ids.some((id) => JSON.stringify(one).includes(`:${id}`)))?.id ?? null;
  },
  /** Changes the card as a message of the bot's own, which needs no token. */
  editPosted: async (target: DiscordTarget, message: Outgoing, messages: Messages): Promise<void> => {
    const card = cardOf(target);
    await told(rest.patch(Routes.channelMessage(target.channel, card), { body: bodyOf(message, messages) }));
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
  /** Deletes a message of the bot's own. */
  erase: async (channel: string, message: string): Promise<void> => {
    await told(rest.delete(Routes.channelMessage(channel, message)));
  },
  /** Takes the card away. */
  removeCard: async (target: DiscordTarget): Promise<void> => {
    const route = Routes.webhookMessage(target.application, target.token, '@original');
    try {
      if (target.posted) throw new Closed('token');
      await told(rest.delete(route, { auth: false }));
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      await told(rest.delete(Routes.channelMessage(target.channel, cardOf(target))));
    }
  },
});

export type DiscordSender = ReturnType<typeof openSender>;
