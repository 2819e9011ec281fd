import type { Interaction } from 'discord.js';
import { commandNamed } from '../../src/core/command.ts';
import { defaultsIn } from '../chat/before.ts';
import { answer } from './discord-answer.ts';
import type { DiscordHandlerDeps } from './discord-deps.ts';
import { clipBehind, onButton, onForm } from './discord-press.ts';
import {
  attachedTo,
  communityIn,
  isAlone,
  isForeign,
  type Slash,
  valuesOf,
  wantsSpoiler,
  withAttachments,
} from './discord-request.ts';
import { suggestions } from './suggest.ts';

const onCommand = async (deps: DiscordHandlerDeps, interaction: Slash): Promise<void> => {
  const command = commandNamed(deps, interaction.isChatInputCommand() ? interaction.commandName : 'animate');
  const values = interaction.isChatInputCommand() ? valuesOf(interaction, command) : {};
  const attached = attachedTo(interaction, command);
  const { id, like, visibility } = values;
  const of = id ?? like;
  const clip =
    command.films && typeof of === 'string' && !command.aboutJob
      ? await clipBehind(deps, interaction, command, of)
      : null;
  const defaults = await defaultsIn(deps, communityIn(interaction));
  const shownTo = visibility ?? defaults.visibility;
  // A group DM isn't a community, so nobody there may see a clip with community visibility.
  const hidden = shownTo === 'private' || (shownTo === 'community' && interaction.guildId === null);
  // With `like`, an explicit visibility for the user's own photo overrides that of the liked clip.
  const inherits = clip?.visibility === 'private' && (visibility === undefined || of === id);
  const openly = command.films && !hidden && !inherits;
  const plan = {
    ephemeral: !isAlone(interaction) && !openly,
    spoiler: defaults.covered || wantsSpoiler(interaction, attached),
    foreignPhoto: isForeign(interaction),
    usual: defaults.visibility,
    key: `discord:${interaction.id}`,
  };
  await answer(deps, interaction, plan, (request) =>
    withAttachments(attached, command.options, deps, (files) =>
      command.run(request, { ...values, ...files }),
    ),
  );
};

/** Answers one interaction. It needs no state in memory, so any process can do it, even after a restart. */
export const handle = async (deps: DiscordHandlerDeps, interaction: Interaction): Promise<void> => {
  if (interaction.isAutocomplete()) {
    const { name, value } = interaction.options.getFocused(true);
    const command = commandNamed(deps, interaction.commandName);
    const messages = deps.messages(interaction.locale);
    return interaction.respond(suggestions(command, name, value, deps.known, messages));
  }
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand())
    return onCommand(deps, interaction);
  if (interaction.isButton()) return onButton(deps, interaction);
  if (interaction.isModalSubmit()) return onForm(deps, interaction);
};
