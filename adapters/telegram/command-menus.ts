import type { BoundCommand } from '../../src/core/command.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutCommand } from '../../src/text/names.ts';
import { onceRegistered } from '../chat/connection.ts';
import type { Send } from './send.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';

type Declared = Pick<BoundCommand, 'name' | 'manages' | 'moderates' | 'renders' | 'options' | 'pressed'>;

/** A command menu for one chat type and one language; '' is the fallback for all other languages. */
export type CommandMenu = {
  readonly scope: { readonly type: string };
  readonly language_code: string;
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    /** In groups the command is visible only to the bot, and its reply only to the requester. */
    readonly is_ephemeral?: true;
  }[];
};

const longest = 256;

/** Nobody reads a longer menu. */
const most = 10;
const last = 'help';

const nameable = /^[a-z0-9_]{1,32}$/;

/** Whether a command is for the people in charge of a group. Telegram's menus know only admins. */
const isForAdmins = ({ manages, moderates }: Declared): boolean => manages === true || moderates === true;
const isForAll = (command: Declared): boolean => !isForAdmins(command);

const scopes: Readonly<Record<string, (command: Declared) => boolean>> = {
  all_private_chats: isForAll,
  all_group_chats: isForAll,
  all_chat_administrators: () => true,
};

/** Whether a command can be sent as it is. The others are buttons, or answers to a clip. */
const needsNothing = ({ options }: Declared): boolean =>
  Object.values(options).every(({ required, type }) => !required || type === 'photos');

/** The commands of a menu: first those of admins, then as they are declared, and always the help. */
const listed = (
  commands: readonly Declared[],
  shown: (command: Declared) => boolean,
): readonly Declared[] => {
  const fitting = commands.filter(
    (command) => !command.pressed && needsNothing(command) && shown(command) && nameable.test(command.name),
  );
  const ordered = [
    ...fitting.filter(({ manages }) => manages),
    ...fitting.filter(({ manages, moderates }) => moderates === true && manages !== true),
    ...fitting.filter((command) => isForAll(command) && command.name !== last),
  ];
  const help = fitting.filter(({ name }) => name === last);
  return [...ordered.slice(0, most - help.length), ...help];
};

/** Derives all command menus from the command declarations. */
export const commandMenus = (
  commands: readonly Declared[],
  languages: readonly string[],
  messages: (locale: string) => Messages,
): CommandMenu[] =>
  Object.entries(scopes).flatMap(([type, shown]) =>
    ['', ...languages].map((language) => ({
      scope: { type },
      language_code: language,
      commands: listed(commands, shown).map(({ renders, name }) => ({
        command: name,
        description: [...aboutCommand(messages(language || 'en'), name)].slice(0, longest).join(''),
        ...(renders || type === 'all_private_chats' ? {} : { is_ephemeral: true as const }),
      })),
    })),
  );

/** What people read before they start, and on the bot's profile. */
const profileOf = (messages: Messages) => ({
  setMyDescription: { description: messages.format('chat.description') },
  setMyShortDescription: { short_description: messages.format('chat.short-description') },
});

const registerProfile = async (deps: TelegramHandlerDeps, send: Send, id: number): Promise<void> => {
  const profiles = ['', ...deps.languages].flatMap((language) =>
    Object.entries(profileOf(deps.messages(language || 'en'))).map(([method, texts]) => ({
      method,
      payload: { ...texts, ...(language === '' ? {} : { language_code: language }) },
    })),
  );
  await onceRegistered(deps, 'telegram profile', { id, profiles }, async () => {
    for (const { method, payload } of profiles) await send(method, payload, 'repeatable');
  });
};

/** Registers the command menus and the profile with Telegram, only when they have changed. */
export const register = async (deps: TelegramHandlerDeps, send: Send): Promise<void> => {
  const { id } = await deps.me();
  const menus = commandMenus(deps.commands, deps.languages, deps.messages);
  await onceRegistered(deps, 'telegram commands', { id, menus }, async () => {
    for (const { language_code: language, ...menu } of menus) {
      const payload = { ...menu, ...(language === '' ? {} : { language_code: language }) };
      await send('setMyCommands', payload, 'repeatable');
    }
  });
  await registerProfile(deps, send, id);
};
