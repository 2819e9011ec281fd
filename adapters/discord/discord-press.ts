import type { ModalSubmitInteraction } from 'discord.js';
import { type Action, isStepMenu, pressKey } from '../../src/core/action.ts';
import type { Clip } from '../../src/core/clip.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { actionValues } from '../../src/core/command-options.ts';
import { Failure } from '../../src/core/failure.ts';
import { commandNamed } from '../../src/core/parse.ts';
import type { CommunityDefaults } from '../../src/core/personal-defaults.ts';
import type { Reply } from '../../src/core/reply.ts';
import { afterPress, changesMessage, inTurn } from '../chat/presses.ts';
import { animateForm } from './animate-form.ts';
import { buttonRows } from './button-rows.ts';
import { deferAndReply, sendEphemeral, showFailure } from './discord-answer.ts';
import {
  aboutMessage,
  actionOf,
  actionsOf,
  answerOnce,
  asksAboutAnother,
  type DiscordPress,
  messageNamed,
  moreOf,
  plain,
} from './discord-buttons.ts';
import { hasSpoilerFile, withAttachments } from './discord-files.ts';
import {
  communityIn,
  defaultRequest,
  isAgeRestricted,
  isAlone,
  isBotPresent,
  ownerOf,
  readBeforeAnswer,
  requestOf,
} from './discord-request.ts';
import { type DiscordHandlerDeps, isClosed } from './discord-send.ts';
import { replyText } from './discord-text.ts';
import { changesIn, editForm, readForm } from './form-fields.ts';

const isEphemeral = ({ message }: Pick<ModalSubmitInteraction, 'message'>): boolean =>
  message?.flags.has('Ephemeral') === true;

const hasSpoiler = ({ message }: Pick<ModalSubmitInteraction, 'message'>): boolean =>
  message !== null && hasSpoilerFile(message);

/** Whether the answer is ephemeral. Commands that make a clip answer publicly, unless the source clip is hidden. */
const hides = (
  interaction: DiscordPress | ModalSubmitInteraction,
  command: BoundCommand,
  clip: Clip | null,
  defaults: CommunityDefaults,
  argument = '',
): boolean => {
  if (isAlone(interaction)) return false;
  if (defaults.visibility === 'private') return true;
  // Only one user sees its question, regardless of who may see the result.
  if (command.name === 'confirm') return argument === 'no' || argument.endsWith('hidden');
  if (command.aboutJob) return isEphemeral(interaction);
  if (clip === null || clip.visibility === 'private' || communityIn(interaction) === null) return true;
  // The remix button may be shown to one user only, but the remix is like any new clip.
  return command.name !== 'remix' && isEphemeral(interaction);
};

const isPrivate = (interaction: DiscordPress): boolean => isAlone(interaction) || isEphemeral(interaction);

const changeMessage = async (
  deps: DiscordHandlerDeps,
  interaction: DiscordPress,
  action: Action,
  reply: Reply,
): Promise<void> => {
  const over = reply.text.key === 'not_deleted' && asksAboutAnother(interaction);
  const next = over
    ? ({ kind: 'remove' } as const)
    : afterPress(action, reply, actionsOf(interaction), isPrivate(interaction));
  if (next.kind === 'remove') await interaction.deleteReply();
  const named = messageNamed(action);
  if (named !== null) await deps.sender.remove(interaction.channelId, named, action.id);
  if (!('actions' in next)) return;
  const messages = deps.messages(interaction.locale);
  const content = next.kind === 'text' ? { content: replyText(messages, reply) } : {};
  const components = buttonRows(next.actions, messages);
  await interaction.editReply({ ...content, components, allowedMentions: { parse: [] } });
};

// Replies whose result shows on the message itself.
const silent: ReadonlySet<Reply['text']['key']> = new Set([
  'cancelled',
  'queue',
  'queue_empty',
  'ask_delete',
  'not_deleted',
]);

const change = async (
  deps: DiscordHandlerDeps,
  interaction: DiscordPress,
  command: BoundCommand,
  action: Action,
): Promise<void> => {
  const messages = deps.messages(interaction.locale);
  try {
    const about = {
      adult: await isAgeRestricted(deps, interaction),
      card: interaction.message.id,
      ephemeral: isEphemeral(interaction),
      ...defaultRequest,
      key: `discord:${interaction.id}`,
      defaultVisibility: 'private' as const,
    };
    const reply = await command.run(requestOf(interaction, about), actionValues(command, plain(action)));
    if (!silent.has(reply.text.key) && !isStepMenu(actionsOf(interaction)))
      await sendEphemeral(interaction, replyText(messages, reply), messages);
    // The request is done and answered, even if its message is gone.
    await changeMessage(deps, interaction, action, reply).catch((error: unknown) => {
      if (!isClosed(error)) throw error;
    });
  } catch (error) {
    await showFailure(deps, interaction, error, 'none', action);
  }
};
export const onPress = async (deps: DiscordHandlerDeps, interaction: DiscordPress): Promise<void> => {
  const action = actionOf(interaction);
  if (action === null) throw new Failure('not_found');
  const command = commandNamed(deps, action.command);
  if (command.name === 'animate') {
    const begun = { values: { like: action.id }, photos: [], spoiler: false, foreign: false };
    return void (await interaction.showModal(await animateForm(deps, interaction, begun)));
  }
  const more = moreOf(interaction);
  // Where others can read, only the user sees the question; elsewhere it replaces the buttons.
  const asksFirst = action.argument === 'ask' && !isPrivate(interaction) && isBotPresent(interaction);
  if (changesMessage(command, action) && !asksFirst) {
    await deps.firstAnswers.send(() => interaction.deferUpdate());
    return inTurn(interaction.message.id, () => change(deps, interaction, command, action));
  }
  const work: Parameters<typeof deferAndReply>[3] = async (request) => {
    const reply = await command.run(request, actionValues(command, action, more));
    return asksFirst ? aboutMessage(reply, interaction.message.id) : reply;
  };
  const chosen = [
    `${interaction.message.id}:${interaction.user.id}`,
    ...more.map(({ argument }) => argument),
  ];
  const key = pressKey(chosen.join(':'), action);
  const behind = command.renders && !command.aboutJob ? action.id : null;
  const { clip, defaults, audienceUnknown } = await readBeforeAnswer(deps, interaction, command, behind);
  const about = {
    ...defaultRequest,
    spoiler: defaults.spoiler || hasSpoiler(interaction),
    key,
    defaultVisibility: defaults.visibility,
    pressed: action,
    audienceUnknown,
  };
  if (!command.renders)
    return deferAndReply(deps, interaction, { ...about, ephemeral: !isAlone(interaction) }, work);
  if (command.name === 'edit')
    return void (await interaction.showModal(
      editForm(action, clip?.recipe.order.prompt ?? '', deps.messages(interaction.locale)),
    ));
  const hidden = hides(interaction, command, clip, defaults, action.argument);
  // Others needn't see that nothing new begins.
  await answerOnce(deps, ownerOf(interaction.user.id), key, (first) => {
    const ephemeral = hidden || (first !== null && !isAlone(interaction));
    return deferAndReply(deps, interaction, { ...about, ephemeral }, async (request) => {
      await first;
      return work(request);
    });
  });
};

export const onForm = async (
  deps: DiscordHandlerDeps,
  interaction: ModalSubmitInteraction,
): Promise<void> => {
  const { action, prompt } = readForm(interaction);
  const command = commandNamed(deps, action.command);
  const { clip, defaults, audienceUnknown } = await readBeforeAnswer(deps, interaction, command, action.id);
  const plan = {
    defaultVisibility: defaults.visibility,
    ephemeral: hides(interaction, command, clip, defaults),
    ...defaultRequest,
    spoiler: defaults.spoiler || hasSpoiler(interaction),
    key: `discord:${interaction.id}`,
    pressed: action,
    audienceUnknown,
  };
  const { files, values } = changesIn(interaction, command);
  await deferAndReply(deps, interaction, plan, (request) =>
    withAttachments(files, command.options, deps, (uploads) =>
      command.run(request, { prompt, ...values, ...uploads, id: action.id }),
    ),
  );
};
