import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  ApplicationCommandOptionType as OptionType,
  PermissionFlagsBits,
  type RESTPutAPIApplicationCommandsJSONBody as Registration,
} from 'discord.js';
import type { BoundCommand, Option } from '../../src/core/command.ts';
import type { Speech } from './words.ts';

type Declared = Pick<BoundCommand, 'name' | 'options' | 'manages' | 'pressed'>;
type Registered = Extract<Registration[number], { options?: unknown }>;
type RegisteredOption = NonNullable<Registered['options']>[number];

const most = { options: 25, choices: 25, description: 100 };

/** Options that would not fit beside the others, or that only make sense in a terminal. */
const leftOut = new Set([
  'engine',
  'fps',
  'depth',
  'logo',
  'smooth',
  'deflicker',
  'denoise',
  'upscale',
  'fill',
  'watermark',
]);

const clipped = (text: string): string =>
  text.length <= most.description ? text : `${text.slice(0, most.description - 1)}…`;

/** The names under which a command's photos are attached: one option takes one file. */
export const photoNames = (maximum: number): string[] =>
  Array.from({ length: maximum }, (_, index) => (index === 0 ? 'photo' : `photo${index + 1}`));

const describe = (name: string, option: Option, speech: Speech): RegisteredOption[] => {
  const required = option.required === true;
  const common = { name, description: clipped(speech.options[name] ?? name), required };
  switch (option.type) {
    case 'photos':
      return photoNames(option.maximum).map((photo, index) => ({
        ...common,
        name: photo,
        required: required && index === 0,
        type: OptionType.Attachment,
      }));
    case 'file':
      return [{ ...common, type: OptionType.Attachment }];
    case 'flag':
      return [{ ...common, type: OptionType.Boolean }];
    case 'text':
      return [{ ...common, type: OptionType.String, max_length: option.maximum }];
    case 'number': {
      const range = { ...common, min_value: option.minimum, max_value: option.maximum };
      return [option.whole ? { ...range, type: OptionType.Integer } : { ...range, type: OptionType.Number }];
    }
    case 'choice': {
      const { choices } = option;
      if (typeof choices === 'string' || choices.length > most.choices)
        return [{ ...common, type: OptionType.String, autocomplete: true }];
      return [
        { ...common, type: OptionType.String, choices: choices.map((value) => ({ name: value, value })) },
      ];
    }
    case 'id':
      return [{ ...common, type: OptionType.String, max_length: 32 }];
  }
};

const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

const forManagers = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
};

const slash = ({ name, options, manages }: Declared, speech: Speech): Registered => {
  const described = Object.entries(options)
    .filter(([option, declared]) => !leftOut.has(option) && !('pressed' in declared))
    .flatMap(([option, declared]) => describe(option, declared, speech));
  const spoiler = {
    name: 'spoiler',
    description: clipped(speech.options['spoiler'] ?? 'spoiler'),
    type: OptionType.Boolean,
    required: false,
  } as const;
  const own = Object.values(options).some(({ type }) => type === 'photos')
    ? [...described, spoiler]
    : described;
  const sorted = [...own.filter(({ required }) => required), ...own.filter(({ required }) => !required)];
  return {
    ...(manages ? forManagers : everywhere),
    name,
    description: clipped(speech.commands[name] ?? name),
    type: ApplicationCommandType.ChatInput,
    options: sorted.slice(0, most.options) as NonNullable<Registered['options']>,
  };
};

/** What Discord is told of our commands: all of it derived from their declarations. */
export const registration = (commands: readonly Declared[], speech: Speech): Registration => [
  ...commands.filter(({ pressed }) => !pressed).map((command) => slash(command, speech)),
  { ...everywhere, name: speech.menus.animate, type: ApplicationCommandType.Message },
];
