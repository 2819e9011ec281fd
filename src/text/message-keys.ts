import type { FailureValues } from './failure-values.ts';
import type { MessageValues } from './message-values.ts';
import type admin from './messages/en/admin.json';
import type buttons from './messages/en/buttons.json';
import type card from './messages/en/card.json';
import type chat from './messages/en/chat.json';
import type choices from './messages/en/choices.json';
import type commands from './messages/en/commands.json';
import type effects from './messages/en/effects.json';
import type failures from './messages/en/failures.json';
import type inspect from './messages/en/inspect.json';
import type notes from './messages/en/notes.json';
import type options from './messages/en/options.json';
import type privacy from './messages/en/privacy.json';
import type recipe from './messages/en/recipe.json';
import type replies from './messages/en/replies.json';
import type settings from './messages/en/settings.json';
import type terminal from './messages/en/terminal.json';
import type verify from './messages/en/verify.json';
import type web from './messages/en/web.json';
import type { ReplyValues } from './reply-values.ts';

/** The English message files by name. */
type Files = {
  admin: typeof admin;
  buttons: typeof buttons;
  card: typeof card;
  chat: typeof chat;
  choices: typeof choices;
  commands: typeof commands;
  effects: typeof effects;
  failures: typeof failures;
  inspect: typeof inspect;
  notes: typeof notes;
  options: typeof options;
  privacy: typeof privacy;
  recipe: typeof recipe;
  replies: typeof replies;
  settings: typeof settings;
  terminal: typeof terminal;
  verify: typeof verify;
  web: typeof web;
};

// Variants for single surfaces, such as `community@telegram`, aren't messages of their own.
type KeysIn<Name extends keyof Files> =
  `${Name}.${Exclude<keyof Files[Name] & string, `${string}@${string}`>}`;

/** Every message key, such as `card.ready`: the name of its file in `messages/en/`, then its name in that file. */
export type MessageKey = { [Name in keyof Files]: KeysIn<Name> }[keyof Files];

type Named = FailureValues & ReplyValues & MessageValues;

/** The values a message takes. Null if it takes none. */
export type ValuesOf<Key extends MessageKey> = Key extends keyof Named ? Named[Key] : null;
