import { stat } from 'node:fs/promises';
import {
  DiscordAPIError,
  HTTPError,
  MessageFlags,
  RateLimitError,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import * as z from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Messages } from '../../src/text/messages.ts';
import type { ChatServices, Offered } from '../chat/chat.ts';
import { Closed, meaningOf, TooLarge } from '../chat/delivery-steps.ts';
import type { FirstAnswers } from '../chat/first-answer.ts';
import type { Tally } from './discord-metrics.ts';
import { type DiscordTarget, tokenLives } from './discord-target.ts';
import { bodyOf, filesOf, type Outgoing } from './outgoing.ts';
import { openRatings } from './rest.ts';

/** The message no longer exists. */
export class Gone extends Closed {}

const unknownMessage = 10008;
const tooLarge = 40005;
// An interaction's token. A bad bot token is different: it can be corrected.
const deadToken = 50027;

/** Whether the target no longer exists or the bot has no access to it. */
export const isClosed = (error: unknown): error is DiscordAPIError =>
  error instanceof DiscordAPIError &&
  error.code !== tooLarge &&
  (error.code === deadToken || meaningOf(error.status) === 'closed');

const largestOf = async ({ uploads }: Outgoing): Promise<number> =>
  Math.max(0, ...(await Promise.all(uploads.map(async ({ path }) => (await stat(path)).size))));

const nothing: Outgoing = { content: '', actions: [], uploads: [], mentions: null };

const withKnownErrors = async <Result>(
  sending: Promise<Result>,
  message: Outgoing = nothing,
): Promise<Result> => {
  try {
    return await sending;
  } catch (error) {
    // Only a limit too long to wait for gets here, such as slow mode.
    if (error instanceof RateLimitError) throw new Closed('rate limit', { cause: error });
    if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) throw error;
    const code = error instanceof DiscordAPIError ? error.code : null;
    const { status } = error;
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

/** The card's message id. Throws `Closed` when the bot itself can't reach it. */
const cardOf = ({ card, present, ephemeral }: DiscordTarget): string => {
  if (card === null || !present || ephemeral) throw new Closed('card');
  return card;
};

/** Sends and edits messages. All throw `Closed` when retrying can't help, `TooLarge`, or `Failure` `unavailable`. */
export const openSender = (rest: REST) => ({
  isAdult: openRatings(rest),
  /** Edits the card while its token is valid. Doing it again changes nothing. */
  edit: async (target: DiscordTarget, message: Outgoing, messages: Messages): Promise<void> => {
    if (target.posted || !tokenLives(target, Date.now())) throw new Closed('token');
    const route = Routes.webhookMessage(target.application, target.token, '@original');
    const body = { body: bodyOf(message, messages), files: await filesOf(message), auth: false };
    await withKnownErrors(rest.patch(route, body), message);
  },
  /** Adds a message after the card, for the same people, while its token is valid. Returns the message's id. */
  follow: async (target: DiscordTarget, message: Outgoing, messages: Messages): Promise<string> => {
    if (target.posted || !tokenLives(target, Date.now())) throw new Closed('token');
    const route = Routes.webhook(target.application, target.token);
    const flags = target.ephemeral ? { flags: MessageFlags.Ephemeral } : {};
    const body = { ...bodyOf(message, messages), ...flags };
    const query = new URLSearchParams({ wait: 'true' });
    return idOf.parse(
      await withKnownErrors(
        rest.post(route, { body, files: await filesOf(message), query, auth: false }),
        message,
      ),
    ).id;
  },
  /** Posts in a channel, as a reply to `answers`, only once per key within a few minutes. Returns the message's id. */
  post: async (
    channel: string,
    message: Outgoing,
    messages: Messages,
    key: string,
    answers: string | null = null,
  ): Promise<string> => {
    const reference = { message_id: answers ?? '', fail_if_not_exists: false };
    const body = {
      ...bodyOf(message, messages),
      nonce: key,
      enforce_nonce: true,
      ...(answers === null ? {} : { message_reference: reference }),
    };
    const files = await filesOf(message);
    return idOf.parse(
      await withKnownErrors(rest.post(Routes.channelMessages(channel), { body, files }), message),
    ).id;
  },
  /** The id of the user's DM channel. */
  directChannel: async (user: string): Promise<string> =>
    idOf.parse(await withKnownErrors(rest.post(Routes.userChannels(), { body: { recipient_id: user } }))).id,
  /** The bot's message with a button for one of `ids` among a channel's latest 50; null if none or not readable. */
  seek: async (
    channel: string,
    { application, card }: DiscordTarget,
    ids: readonly string[],
  ): Promise<string | null> => {
    const looking = withKnownErrors(rest.get(Routes.channelMessages(channel), { query: latest }));
    const found = await looking.catch((error: unknown) => {
      if (!(error instanceof Closed)) throw error;
      return [];
    });
    const ours = listed.parse(found).filter(({ author, id }) => author.id === application && id !== card);
    return ours.find((one) => ids.some((id) => JSON.stringify(one).includes(`:${id}`)))?.id ?? null;
  },
  /** Edits the card as the bot's own message, which needs no interaction token. */
  editPosted: async (target: DiscordTarget, message: Outgoing, messages: Messages): Promise<void> => {
    const card = cardOf(target);
    const body = { body: bodyOf(message, messages), files: await filesOf(message) };
    await withKnownErrors(rest.patch(Routes.channelMessage(target.channel, card), body), message);
  },
  /** Deletes one of the bot's own messages that has buttons for `id`. Leaves it when it can't be reached. */
  remove: async (channel: string, message: string, id: string): Promise<void> => {
    const route = Routes.channelMessage(channel, message);
    try {
      // Only a message about the same id may be deleted, no matter who created the button.
      if (JSON.stringify(await withKnownErrors(rest.get(route))).includes(`:${id}`))
        await withKnownErrors(rest.delete(route));
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    }
  },
  /** Deletes one of the bot's own messages. */
  erase: async (channel: string, message: string): Promise<void> => {
    await withKnownErrors(rest.delete(Routes.channelMessage(channel, message)));
  },
  /** Deletes the card. */
  removeCard: async (target: DiscordTarget): Promise<void> => {
    const route = Routes.webhookMessage(target.application, target.token, '@original');
    try {
      if (target.posted) throw new Closed('token');
      await withKnownErrors(rest.delete(route, { auth: false }));
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
      await withKnownErrors(rest.delete(Routes.channelMessage(target.channel, cardOf(target))));
    }
  },
});

export type DiscordSender = ReturnType<typeof openSender>;

/** Dependencies for sending on Discord. */
export type DiscordDeps = ChatServices & { readonly sender: DiscordSender; readonly tally: Tally };

/** Dependencies for answering on Discord. */
export type DiscordHandlerDeps = DiscordDeps &
  Offered & {
    readonly registration: RESTPutAPIApplicationCommandsJSONBody;
    readonly firstAnswers: FirstAnswers;
  };
