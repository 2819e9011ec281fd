import type {
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  Interaction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { commandNamed } from '../../src/core/parse.ts';
import { showFailure } from './discord-answer.ts';
import { defaultRequest, requestOf, roleKey } from './discord-request.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import { replyText } from './discord-text.ts';
import { isPicked, pickedWith, settingPrefix as prefix, settingsPanel } from './settings-panel.ts';

type Setting =
  | ButtonInteraction
  | ChannelSelectMenuInteraction
  | RoleSelectMenuInteraction
  | StringSelectMenuInteraction;

/** Whether an interaction changes a setting with a picker or button of the panel. */
export const isSetting = (interaction: Interaction): interaction is Setting =>
  interaction.isMessageComponent() && interaction.customId.startsWith(prefix);

/** Changes a setting, and updates the message with all settings. */
export const onSetting = async (deps: DiscordHandlerDeps, interaction: Setting): Promise<void> => {
  const messages = deps.messages(interaction.locale);
  await interaction.deferUpdate();
  try {
    const [option = '', to = ''] = interaction.customId.slice(prefix.length).split(':');
    const chosen = interaction.isButton()
      ? [to]
      : interaction.values.map((id) =>
          interaction.isRoleSelectMenu() ? roleKey(id, interaction.guildId) : id,
        );
    const key = `discord:${interaction.id}`;
    const about = {
      adult: null,
      card: interaction.message.id,
      ephemeral: true,
      ...defaultRequest,
      key,
      defaultVisibility: 'private' as const,
    };
    const set = (values: Readonly<Record<string, string>>) =>
      commandNamed(deps, 'settings').run(requestOf(interaction, about), values);
    const { text } = isPicked(option) ? await set({}) : { text: null };
    const before = isPicked(option) && text?.key === 'settings' ? text.values.rules[option] : [];
    const reply = await set({ [option]: isPicked(option) ? pickedWith(before, chosen) : chosen.join(' ') });
    if (reply.text.key !== 'settings') return;
    await interaction.editReply({
      content: replyText(messages, reply),
      components: settingsPanel(messages, reply.text.values.rules),
      allowedMentions: { parse: [] },
    });
  } catch (error) {
    await showFailure(deps, interaction, error, 'none');
  }
};
