import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
  type RepliableInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Action } from '../../src/core/action.ts';
import type { BoundCommand, Request } from '../../src/core/command.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Messages } from '../../src/text/messages.ts';
import { showUnlessDelivered, tellUndelivered } from '../chat/first-answer.ts';
import { failureToShow } from '../chat/presses.ts';
import { type DiscordAttachments, withAttachments } from './discord-files.ts';
import {
  type AnswerOptions,
  communityIn,
  ephemeralFlag,
  isAgeRestricted,
  isAlone,
  ownerOf,
  readBeforeAnswer,
  requestOf,
} from './discord-request.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import { commonLimit, type DiscordTarget, targetOf } from './discord-target.ts';
import { adviceText, replyText, troubleText } from './discord-text.ts';
import { bodyOf, messageFor, textOnly } from './outgoing.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | StringSelectMenuInteraction
  | ModalSubmitInteraction;

const textMessage = (content: string, actions: readonly Action[], messages: Messages) => {
  const body = bodyOf(textOnly(content, actions), messages);
  return { content, components: body.components, allowedMentions: { parse: [] as const } };
};

/** Sends an ephemeral message to the user, in addition to what others see. */
export const sendEphemeral = async (
  interaction: RepliableInteraction,
  content: string,
  messages: Messages,
  actions: readonly Action[] = [],
): Promise<void> => {
  const message = { ...textMessage(content, actions, messages), flags: MessageFlags.Ephemeral } as const;
  await (interaction.replied || interaction.deferred
    ? interaction.followUp(message)
    : interaction.reply(message));
};

/** Shows a failure only to the user; a deferred public answer is deleted. `pressed`: the button that led to it. */
export const showFailure = async (
  deps: DiscordHandlerDeps,
  interaction: RepliableInteraction,
  error: unknown,
  deferred: 'public' | 'private' | 'none',
  pressed: Action | null = null,
): Promise<void> => {
  const messages = deps.messages(interaction.locale);
  const { actions, failure } = failureToShow(deps, error, pressed);
  const sentence = troubleText(messages, failure);
  const text = actions.length === 0 ? sentence : `${sentence} ${messages.format('chat.remix-instead')}`;
  if (deferred === 'private') return void (await interaction.editReply(textMessage(text, actions, messages)));
  if (deferred === 'public') await interaction.deleteReply().catch(() => {});
  await sendEphemeral(interaction, text, messages, actions);
};

/** Shows a reply in the deferred answer. */
const showReply = async (deps: DiscordHandlerDeps, target: DiscordTarget, reply: Reply): Promise<void> => {
  const messages = deps.messages(target.locale);
  await using workspace = await deps.workspace();
  const limit = Math.min(target.limit, commonLimit);
  const message = await messageFor(deps, target, reply, limit, workspace.folder);
  await showUnlessDelivered(deps, reply, () => deps.sender.edit(target, message, messages));
};

/** Tells the user about their photo, and why others don't see the clip. The card stays whatever happens to the tips. */
const sendTips = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  reply: Reply,
  audienceUnknown: boolean,
): Promise<void> => {
  const messages = deps.messages(interaction.locale);
  const notice = audienceUnknown && reply.job !== null ? [messages.format('chat.kept-private')] : [];
  const tips = [...notice, adviceText(messages, reply)].join('\n').trim();
  if (tips === '') return;
  await sendEphemeral(interaction, tips, messages).catch((error: unknown) =>
    deps.log.warn({ error }, 'tips could not be shown'),
  );
};

/** `audienceUnknown`: who may see the clip couldn't be read in time. */
type AnswerPlan = AnswerOptions & { readonly pressed?: Action; readonly audienceUnknown?: boolean };

type Work = (request: Request) => Promise<Reply>;

// Discord's maximum per message.
const maxButtons = 25;

/** Defers the interaction, runs `work`, then shows the result. A private answer is ephemeral from the start. */
export const deferAndReply = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  plan: AnswerPlan,
  work: Work,
): Promise<void> => {
  const { ephemeral } = plan;
  const messages = deps.messages(interaction.locale);
  const sent = await deps.firstAnswers.send(() =>
    interaction.deferReply({ ...ephemeralFlag(ephemeral), withResponse: true }),
  );
  await deps.firstAnswers.letGoFirst();
  const hidden = ephemeral || isAlone(interaction);
  try {
    const adult = await isAgeRestricted(deps, interaction);
    const request = requestOf(interaction, { ...plan, adult, card: sent.resource?.message?.id ?? null });
    const reply = await work(request);
    // A second press, or a reply that turned out to be private: others don't need to see it.
    if (!hidden && (reply.ephemeral || reply.text.key === 'already_accepted')) {
      await interaction
        .deleteReply()
        .catch((error: unknown) => deps.log.warn({ error }, 'a deferred answer could not be deleted'));
      await sendEphemeral(interaction, replyText(messages, reply), messages, reply.actions);
    } else {
      await showReply(deps, targetOf(request.target), { ...reply, advice: [] });
      await sendTips(deps, interaction, reply, !isAlone(interaction) && plan.audienceUnknown === true);
    }
  } catch (error) {
    await showFailure(deps, interaction, error, hidden ? 'private' : 'public', plan.pressed);
  }
  await tellUndelivered(deps, ownerOf(interaction.user.id), (reply) =>
    sendEphemeral(interaction, replyText(messages, reply), messages, reply.actions.slice(0, maxButtons)),
  );
};

/** A command with everything people gave for it: in its options, in a form, or in a message. */
export type CommandInput = {
  readonly command: BoundCommand;
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: DiscordAttachments;
  /** They want a spoiler. A spoiler among the files is one anyway. */
  readonly spoiler: boolean;
  /** The photos are, or may be, somebody else's. */
  readonly foreign: boolean;
};

/** Runs a command with what people gave for it, and answers. Only the user sees the answer where the clip will be private. */
export const answerCommand = async (
  deps: DiscordHandlerDeps,
  interaction: Answerable,
  { command, values, files, spoiler, foreign }: CommandInput,
): Promise<void> => {
  const { id, like, visibility } = values;
  const named = command.renders && !command.aboutJob ? (id ?? like) : null;
  // The clip that the new one is made from.
  const source = typeof named === 'string' ? named : null;
  const { clip, defaults, audienceUnknown } = await readBeforeAnswer(deps, interaction, command, source);
  const shownTo = visibility ?? defaults.visibility;
  // Outside servers and group DMs, nobody else may see a clip with community visibility.
  const hidden = shownTo === 'private' || (shownTo === 'community' && communityIn(interaction) === null);
  // With `like`, an explicit visibility for the user's own photo overrides that of the liked clip.
  const inherits =
    source !== null &&
    (clip === null || clip.visibility === 'private') &&
    (visibility === undefined || source === id);
  const plan = {
    ephemeral: !isAlone(interaction) && (!command.renders || hidden || inherits),
    spoiler:
      spoiler || defaults.spoiler || Object.values(files).some((all) => all.some((one) => one.spoiler)),
    foreignPhoto: foreign,
    defaultVisibility: defaults.visibility,
    key: `discord:${interaction.id}`,
    audienceUnknown: audienceUnknown && visibility !== 'private',
  };
  await deferAndReply(deps, interaction, plan, (request) =>
    withAttachments(files, command.options, deps, (uploads) =>
      command.run(request, { ...values, ...uploads }),
    ),
  );
};
