import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type RepliableInteraction,
} from 'discord.js';
import type { Action } from '../../src/core/action.ts';
import type { Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import { MovedOn } from '../../src/core/fence.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { fenced } from '../chat/fenced.ts';
import { Closed } from '../chat/ways.ts';
import { replyText } from './discord-card.ts';
import type { DiscordHandlerDeps } from './discord-deps.ts';
import { ephemeralFlag, isAlone, ownerOf, type Promised, requestOf } from './discord-request.ts';
import { type DiscordTarget, targetOf } from './discord-target.ts';
import { bodyOf, messageFor, textOnly } from './outgoing.ts';
import { troubleText } from './words.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | ModalSubmitInteraction;

const wire = (content: string, actions: readonly Action[], messages: Messages) => {
  const body = bodyOf(textOnly(content, actions), messages);
  return { content, components: body.components, allowedMentions: { parse: [] as const } };
};

/** Says something to the asker alone, beside what others see. */
export const whisper = async (
  interaction: RepliableInteraction,
  content: string,
  messages: Messages,
  actions: readonly Action[] = [],
): Promise<void> => {
  const message = { ...wire(content, actions, messages), flags: MessageFlags.Ephemeral } as const;
  await (interaction.replied || interaction.deferred
    ? interaction.followUp(message)
    : interaction.reply(message));
};

/** What somebody may do instead of what only an owner may. */
const insteadOf = (kind: string, refused: Action | null): readonly Action[] =>
  kind === 'not_allowed' && refused !== null ? [{ command: 'remix', id: refused.id }] : [];

/**
 * A failure, to the asker alone: an answer that was promised in public is taken back. `refused` is the button that
 * was pressed.
 */
export const showFailure = async (
  deps: DiscordHandlerDeps,
  interaction: RepliableInteraction,
  error: unknown,
  promised: 'public' | 'private' | 'none',
  refused: Action | null = null,
): Promise<void> => {
  const messages = deps.messages(interaction.locale);
  const failure = asFailure(error);
  if (failure.kind === 'internal') deps.log.error({ error }, 'interaction failed');
  const actions = insteadOf(failure.kind, refused);
  const said = troubleText(messages, failure);
  const text = actions.length === 0 ? said : `${said} ${messages.format('chat.remix-instead')}`;
  if (promised === 'private') return void (await interaction.editReply(wire(text, actions, messages)));
  if (promised === 'public') await interaction.deleteReply().catch(() => {});
  await whisper(interaction, text, messages, actions);
};

const roomiest = 10 * 2 ** 20;

/** Puts a reply where its answer was promised. */
const show = async (deps: DiscordHandlerDeps, target: DiscordTarget, reply: Reply): Promise<void> => {
  const messages = deps.messages(target.locale);
  await using workspace = await deps.workspace();
  const limit = Math.min(target.limit, roomiest);
  const message = await messageFor(deps, target, reply, limit, workspace.folder);
  const edit = () => deps.sender.edit(target, message, messages);
  try {
    await (reply.job === null ? edit() : fenced(deps.unanswered(reply.job.id), edit));
  } catch (error) {
    // A card that is gone already, or says more by now, has been followed by its clip.
    if (!(error instanceof Closed || error instanceof MovedOn)) throw error;
  }
};

type Answered = Promised & { readonly refused?: Action };

type Work = (request: Request) => Promise<Reply>;

const keepPromise = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  promise: Answered,
  work: Work,
): Promise<void> => {
  const { ephemeral } = promise;
  const sent = await interaction.deferReply({ ...ephemeralFlag(ephemeral), withResponse: true });
  const hidden = ephemeral || isAlone(interaction);
  const request = requestOf(interaction, { ...promise, card: sent.resource?.message?.id ?? null });
  try {
    const reply = await work(request);
    // Pressed twice, or private after all: others need not see it.
    if (!hidden && (reply.ephemeral || reply.text.key === 'already_accepted')) {
      await interaction.deleteReply().catch((error: unknown) => deps.log.warn({ error }, 'a promise stays'));
      const messages = deps.messages(interaction.locale);
      return await whisper(interaction, replyText(messages, reply), messages, reply.actions);
    }
    await show(deps, targetOf(request.address), reply);
  } catch (error) {
    const promised = hidden ? 'private' : 'public';
    await showFailure(deps, interaction, error, promised, promise.refused);
  }
};

// As many buttons as a message holds.
const mostButtons = 25;

/** Tells somebody, after what they asked, of what waited for them. */
const tellWaited = async (deps: DiscordHandlerDeps, interaction: Answerable): Promise<void> => {
  const waited = await deps.undelivered(ownerOf(interaction.user.id));
  if (waited === null) return;
  const messages = deps.messages(interaction.locale);
  const { actions } = waited.reply;
  try {
    await whisper(interaction, replyText(messages, waited.reply), messages, actions.slice(0, mostButtons));
  } catch (error) {
    await waited.putBack();
    throw error;
  }
};

/** Promises an answer at once, does the work, then keeps the promise. What is private is so from the first moment. */
export const answer = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  promise: Answered,
  work: Work,
): Promise<void> => {
  await keepPromise(deps, interaction, promise, work);
  await tellWaited(deps, interaction);
};
