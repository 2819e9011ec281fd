import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  Locale,
  ApplicationCommandOptionType as OptionType,
  PermissionFlagsBits,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody as Registration,
  Routes,
} from 'discord.js';
import type { BoundCommand, Option } from '../../src/core/command.ts';
import { isOn, namesIn, optionOfType } from '../../src/core/command-options.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutCommand, aboutOption, choiceName, optionName } from '../../src/text/names.ts';
import { onceRegistered } from '../chat/connection.ts';
import { photoNames } from './discord-files.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import { fitting, maxOptions } from './option-limit.ts';
import { channelTypes } from './settings-panel.ts';

type Declared = Pick<BoundCommand, 'name' | 'options' | 'manages' | 'moderates' | 'pressed'>;
type Registered = Extract<Registration[number], { options?: unknown }>;
type RegisteredOption = NonNullable<Registered['options']>[number];

const most = { options: maxOptions, choices: 25, description: 100, name: 32 };

const clipped = (text: string): string =>
  text.length <= most.description ? text : `${text.slice(0, most.description - 1)}…`;

/** The messages of a Discord locale. */
type Spoken = (locale: string) => Messages;

/** Translations by Discord locale, without those equal to the English text. */
const localized = (spoken: Spoken, say: (messages: Messages) => string): Partial<Record<Locale, string>> => {
  const english = say(spoken(Locale.EnglishUS));
  const translated = Object.values(Locale).map((locale) => [locale, say(spoken(locale))] as const);
  return Object.fromEntries(translated.filter(([, words]) => words !== english));
};

const described = (spoken: Spoken, say: (messages: Messages) => string) => ({
  description: clipped(say(spoken(Locale.EnglishUS))),
  description_localizations: localized(spoken, (messages) => clipped(say(messages))),
});

/** A name in the form Discord accepts: lowercase, with dashes between words. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(' ', '-')
    .replaceAll(/[^-_\p{L}\p{N}]/gu, '')
    .slice(0, most.name);
const choice = (value: string, spoken: Spoken) => {
  const named = (messages: Messages): string => choiceName(messages, value);
  return { name: named(spoken(Locale.EnglishUS)), name_localizations: localized(spoken, named), value };
};

const describe = (name: string, option: Option, spoken: Spoken): RegisteredOption[] => {
  const required = option.required === true;
  const named = (messages: Messages): string => slug(optionName(messages, name));
  const common = {
    name,
    name_localizations: localized(spoken, named),
    ...described(spoken, (messages) => aboutOption(messages, name)),
    required,
  };
  switch (option.type) {
    case 'photos':
      return photoNames(option.maximum).map((photo, index) => ({
        ...common,
        name: photo,
        name_localizations: localized(spoken, (messages) =>
          slug(`${optionName(messages, 'photo')}${index === 0 ? '' : index + 1}`),
        ),
        // Without a photo, a form asks for it.
        required: false,
        type: OptionType.Attachment,
      }));
    case 'file':
      return [{ ...common, type: OptionType.Attachment }];
    case 'flag':
      return [{ ...common, type: OptionType.Boolean }];
    case 'text':
      if (option.mentions === 'channel')
        return [{ ...common, type: OptionType.Channel, channel_types: channelTypes }];
      if (option.mentions === 'role') return [{ ...common, type: OptionType.Role }];
      if (option.suggests !== undefined)
        return [{ ...common, type: OptionType.String, max_length: option.maximum, autocomplete: true }];
      return [{ ...common, type: OptionType.String, max_length: option.maximum }];
    case 'number': {
      const range = { ...common, min_value: option.minimum, max_value: option.maximum };
      return [option.whole ? { ...range, type: OptionType.Integer } : { ...range, type: OptionType.Number }];
    }
    case 'choice': {
      const choices = namesIn(option.choices, {}) ?? [];
      if (choices.length === 0 || choices.length > most.choices || option.or !== undefined)
        return [{ ...common, type: OptionType.String, autocomplete: true }];
      const offered = [...choices, ...(option.several?.sets ?? [])];
      return [{ ...common, type: OptionType.String, choices: offered.map((value) => choice(value, spoken)) }];
    }
    case 'id':
      return [{ ...common, type: OptionType.String, autocomplete: true }];
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

const forMembersWith = (permission: bigint) => ({
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  default_member_permissions: String(permission),
});

/** Options that only Discord has, for commands that take photos. */
const photoOptions = (spoken: Spoken): RegisteredOption[] => {
  const own = (name: string) => ({
    name,
    name_localizations: localized(spoken, (messages) => slug(optionName(messages, name))),
    ...described(spoken, (messages) => aboutOption(messages, name)),
    required: false,
  });
  return [
    { ...own('user'), type: OptionType.User },
    { ...own('url'), type: OptionType.String, max_length: 1_000 },
    { ...own('spoiler'), type: OptionType.Boolean },
  ];
};

const slash = ({ name, options, manages, moderates }: Declared, spoken: Spoken): Registered => {
  const listed = Object.entries(options)
    .filter(([, declared]) => !('pressed' in declared) && isOn('discord', declared))
    .flatMap(([option, declared]) => describe(option, declared, spoken));
  const own = fitting(
    optionOfType(options, 'photos') === undefined ? listed : [...listed, ...photoOptions(spoken)],
  );
  const sorted = [...own.filter(({ required }) => required), ...own.filter(({ required }) => !required)];
  if (sorted.length > most.options) throw new Error(`Discord takes ${most.options} options: ${name}`);
  return {
    ...(manages ? forMembersWith(PermissionFlagsBits.ManageGuild) : everywhere),
    ...(moderates ? forMembersWith(PermissionFlagsBits.ManageMessages) : {}),
    name,
    ...described(spoken, (messages) => aboutCommand(messages, name)),
    type: ApplicationCommandType.ChatInput,
    options: sorted as NonNullable<Registered['options']>,
  };
};

/** The registration of our commands on Discord, derived from their declarations. Throws above Discord's limits. */
export const registration = (commands: readonly Declared[], spoken: Spoken): Registration => [
  ...commands.filter(({ pressed }) => !pressed).map((command) => slash(command, spoken)),
  {
    ...everywhere,
    name: spoken(Locale.EnglishUS).format('chat.menu.animate'),
    name_localizations: localized(spoken, ({ format }) => format('chat.menu.animate')),
    type: ApplicationCommandType.Message,
  },
];

/** Registers our commands on Discord. */
export const register = (deps: DiscordHandlerDeps, rest: REST, application: string): Promise<void> => {
  const { registration: body } = deps;
  return onceRegistered(deps, 'discord commands', { application, body }, () =>
    rest.put(Routes.applicationCommands(application), { body }),
  );
};
