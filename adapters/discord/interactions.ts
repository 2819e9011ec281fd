import {
  type ChatInputCommandInteraction,
  type Client,
  Events,
  GatewayDispatchEvents,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { BoundCommand } from '../../src/core/command.ts';
import { optionOfType } from '../../src/core/command-options.ts';
import { Failure } from '../../src/core/failure.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { animateForm, dropAnimateForm, isAnimateForm, readAnimateForm } from './animate-form.ts';
import { isSetting, onSetting } from './change-setting.ts';
import { channelFactsIn, keepChannelFacts } from './channel-facts.ts';
import { answerCommand, showFailure } from './discord-answer.ts';
import { actionOf } from './discord-buttons.ts';
import { attachedTo, photosIn } from './discord-files.ts';
import { onForm, onPress } from './discord-press.ts';
import { roleKey } from './discord-request.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import { suggest } from './suggest.ts';

/** The options a user filled in, as raw values. */
const valuesOf = (interaction: ChatInputCommandInteraction, command: BoundCommand): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(command.options).flatMap(([name, { type }]) => {
      if (type === 'photos' || type === 'file') return [];
      const option = interaction.options.get(name);
      const { value } = option ?? {};
      if (value === undefined) return [];
      return [[name, option?.role ? roleKey(String(value), interaction.guildId) : value]];
    }),
  );

const onCommand = async (
  deps: DiscordHandlerDeps,
  interaction: ChatInputCommandInteraction,
): Promise<void> => {
  const command = commandNamed(deps, interaction.commandName);
  const values = valuesOf(interaction, command);
  const files = attachedTo(deps, interaction, command);
  const spoiler = interaction.options.getBoolean('spoiler') === true;
  const user = interaction.options.getUser('user');
  const foreign = user !== null && user.id !== interaction.user.id;
  const photos = optionOfType(command.options, 'photos');
  if (photos !== undefined && files[photos]?.length === 0) {
    const form = await animateForm(deps, interaction, { values, photos: [], spoiler, foreign: false });
    return void (await interaction.showModal(form));
  }
  await answerCommand(deps, interaction, { command, values, files, spoiler, foreign });
};

/** Asks what the photos of a message should become. */
const onMenu = async (
  deps: DiscordHandlerDeps,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> => {
  const { targetMessage: message, user } = interaction;
  const photos = photosIn(message);
  if (photos.length === 0) throw new Failure('photo_not_in_message');
  // Discord doesn't say who wrote a forwarded message.
  const foreign = message.author.id !== user.id || message.messageSnapshots.size > 0;
  const form = await animateForm(deps, interaction, { values: {}, photos, spoiler: false, foreign });
  await interaction.showModal(form);
};

const onSubmit = async (deps: DiscordHandlerDeps, interaction: ModalSubmitInteraction): Promise<void> => {
  if (!isAnimateForm(interaction)) return onForm(deps, interaction);
  await answerCommand(deps, interaction, await readAnimateForm(deps, interaction));
  await dropAnimateForm(deps, interaction);
};

/** Whether an interaction makes or posts something. What only takes back or looks at one's own is always allowed. */
const takesPart = ({ commands }: DiscordHandlerDeps, interaction: Interaction): boolean => {
  if (interaction.isMessageContextMenuCommand()) return true;
  const name = interaction.isChatInputCommand() ? interaction.commandName : actionOf(interaction)?.command;
  return name === 'post' || commands.some((command) => command.name === name && command.renders === true);
};

/** Throws `Failure` `timed_out` for a member who may not take part in the server at the moment. */
const requireNotTimedOut = (deps: DiscordHandlerDeps, interaction: Interaction): void => {
  const { member } = interaction;
  if (!takesPart(deps, interaction)) return;
  const until =
    member === null
      ? null
      : 'communicationDisabledUntilTimestamp' in member
        ? member.communicationDisabledUntilTimestamp
        : Date.parse(member.communication_disabled_until ?? '');
  if ((until ?? 0) > Date.now()) throw new Failure('timed_out');
};

/** Answers one interaction. It needs no state in memory, so any process can do it, even after a restart. */
const handle = async (deps: DiscordHandlerDeps, interaction: Interaction): Promise<void> => {
  if (interaction.isAutocomplete()) return suggest(deps, interaction);
  requireNotTimedOut(deps, interaction);
  if (interaction.isChatInputCommand()) return onCommand(deps, interaction);
  if (interaction.isMessageContextMenuCommand()) return onMenu(deps, interaction);
  if (isSetting(interaction)) return onSetting(deps, interaction);
  if (interaction.isButton() || interaction.isStringSelectMenu()) return onPress(deps, interaction);
  if (interaction.isModalSubmit()) return onSubmit(deps, interaction);
};

/** Shows a failure for an interaction that nothing else has answered. */
const apologize = async (
  deps: DiscordHandlerDeps,
  interaction: Interaction,
  error: unknown,
): Promise<void> => {
  if (!interaction.isRepliable() || interaction.replied || interaction.deferred) throw error;
  await showFailure(deps, interaction, error, 'none', actionOf(interaction));
};

/** Answers a client's interactions from the gateway or HTTP. `idle` resolves when none is still in progress. */
export const openInteractions = (deps: DiscordHandlerDeps) => {
  const running = new Set<Promise<void>>();
  const answer = (interaction: Interaction): void => {
    const work = handle(deps, interaction)
      .catch((error: unknown) => apologize(deps, interaction, error))
      .catch((error: unknown) => deps.log.warn({ error }, 'an interaction could not be answered'))
      .finally(() => running.delete(work));
    running.add(work);
  };
  return {
    listen: (client: Client): void => {
      let latest: ReturnType<typeof channelFactsIn> = null;
      // Without a listener an error would end the process.
      client.on(Events.Error, (error) => deps.log.warn({ error }, 'discord'));
      // The raw event comes right before the interaction that is built from it.
      client.on(Events.Raw, ({ t, d }: { t: string; d: unknown }) => {
        latest = t === GatewayDispatchEvents.InteractionCreate ? channelFactsIn(d) : null;
      });
      client.on(Events.InteractionCreate, (interaction) => {
        if (latest?.interaction === interaction.id) keepChannelFacts(interaction, latest);
        answer(interaction);
      });
      deps.tally.hear(client.rest);
    },
    idle: async (): Promise<void> => {
      await Promise.allSettled(running);
    },
  };
};
