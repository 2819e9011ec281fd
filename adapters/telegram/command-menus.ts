import type { BoundCommand } from '../../src/core/command.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutCommand } from '../../src/text/names.ts';
import { onceRegistered } from '../chat/once-registered.ts';
import type { Send } from './send.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';

type Declared = Pick<BoundCommand, 'name' | 'manages' | 'films' | 'pressed'>;

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
const nameable = /^[a-z0-9_]{1,32}$/;

// Menu visibility per scope: commands that need `manages` are shown only to group admins.
const scopes: Readonly<Record<string, (command: Declared) => boolean>> = {
  all_private_chats: ({ manages }) => !manages,
  all_group_chats: ({ manages }) => !manages,
  all_chat_administrators: () => true,
};

/** Derives all command menus from the command declarations. */
const commandMenus = (
  commands: readonly Declared[],
  languages: readonly string[],
  messages: (locale: string) => Messages,
): CommandMenu[] =>
  Object.entries(scopes).flatMap(([type, shown]) =>
    ['', ...languages].map((language) => ({
      scope: { type },
      language_code: language,
      commands: commands
        .filter((command) => !command.pressed && shown(command) && nameable.test(command.name))
        .map(({ films, name }) => ({
          command: name,
          description: [...aboutCommand(messages(language || 'en'), name)].slice(0, longest).join(''),
          ...(films || type === 'all_private_chats' ? {} : { is_ephemeral: true as const }),
        })),
    })),
  );

/** Registers the command menus with Telegram, only when they have changed. */
export const register = async (deps: TelegramHandlerDeps, send: Send): Promise<void> => {
  const { id } = await deps.me();
  const menus = commandMenus(deps.commands, deps.languages, deps.messages);
  await onceRegistered(deps, 'telegram commands', { id, menus }, async () => {
    for (const { language_code: language, ...menu } of menus) {
      const payload = { ...menu, ...(language === '' ? {} : { language_code: language }) };
      await send('setMyCommands', payload, 'repeatable');
    }
  });
};
