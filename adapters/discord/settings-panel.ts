import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type ApplicationCommandOptionAllowedChannelType,
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { visibilities } from '../../src/core/permission.ts';
import { everyone, type Rules } from '../../src/core/rules.ts';
import type { Messages } from '../../src/text/messages.ts';
import { choiceName, optionName } from '../../src/text/names.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** How the custom ids of these pickers and buttons start. */
export const settingPrefix = 'set:';
const most = 25;

/** Channels that can be chosen: threads follow the channel they are in. */
export const channelTypes: ApplicationCommandOptionAllowedChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
];

const rowOf = (...components: Row['components']): Row => ({ type: ComponentType.ActionRow, components });

const visibilityMenu = (option: 'new-clips' | 'at-most', chosen: string, messages: Messages): Row =>
  rowOf({
    type: ComponentType.StringSelect,
    custom_id: `${settingPrefix}${option}`,
    options: visibilities
      .filter((value) => option === 'at-most' || value !== 'public')
      .map((value) => ({
        label: `${optionName(messages, option)}: ${choiceName(messages, value)}`,
        value,
        default: value === chosen,
      })),
  });

type Picked = 'channels' | 'roles';

// Discord's picker can't show the role that everybody has.
const shownIn = (ids: readonly string[]): readonly string[] =>
  ids.filter((id) => id !== everyone).slice(0, most);

/** The new value of a setting when these are chosen in its picker. What the picker can't show stays. */
export const pickedWith = (before: readonly string[], chosen: readonly string[]): string => {
  const shown = shownIn(before);
  const all = [...new Set([...chosen, ...before.filter((id) => !shown.includes(id))])];
  return all.every((id) => id === everyone) ? 'all' : all.join(' ');
};

/** Whether an option has a picker of channels or roles. */
export const isPicked = (option: string): option is Picked => option === 'channels' || option === 'roles';

/** Pickers and buttons under the settings of a server: each changes one of them. */
export const settingsPanel = (messages: Messages, rules: Rules): Row[] => {
  const { channels, roles, cover, label, visibility, widest } = rules;
  const all = (option: string): string =>
    `${optionName(messages, option)}: ${messages.format('settings.all')}`;
  const picker = (option: Picked) => ({
    custom_id: `${settingPrefix}${option}`,
    placeholder: all(option),
    min_values: 0,
    max_values: most,
  });
  const toggle = (option: string, to: string, text: string) => ({
    type: ComponentType.Button as const,
    style: ButtonStyle.Secondary as const,
    custom_id: `${settingPrefix}${option}:${to}`,
    label: text,
  });
  const [covers, labels] = [cover === 'always', label === 'always'];
  return [
    rowOf({
      type: ComponentType.ChannelSelect,
      ...picker('channels'),
      channel_types: channelTypes,
      default_values: shownIn(channels).map((id) => ({
        id,
        type: SelectMenuDefaultValueType.Channel as const,
      })),
    }),
    rowOf({
      type: ComponentType.RoleSelect,
      ...picker('roles'),
      default_values: shownIn(roles).map((id) => ({ id, type: SelectMenuDefaultValueType.Role as const })),
    }),
    visibilityMenu('new-clips', visibility, messages),
    visibilityMenu('at-most', widest, messages),
    rowOf(
      toggle(
        'cover',
        covers ? 'asked' : 'always',
        messages.format(`settings.cover${covers ? '' : '.always'}.choose`),
      ),
      toggle(
        'label',
        labels ? 'off' : 'always',
        messages.format(`settings.label${labels ? '' : '.always'}.choose`),
      ),
    ),
  ];
};
