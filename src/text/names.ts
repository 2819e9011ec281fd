import type { Messages } from './messages.ts';

/** What people call an effect; one we do not know keeps its own name. */
export const effectName = (messages: Messages, effect: string): string =>
  messages.find(`effects.${effect}`) ?? effect;

/** What an effect does, in a line. */
export const aboutEffect = (messages: Messages, effect: string): string =>
  messages.find(`effects.${effect}.about`) ?? '';

/** What forms and menus call an option. */
export const optionName = (messages: Messages, option: string): string =>
  messages.find(`options.${option}`) ?? option;

/** What an option is for, in a line. */
export const aboutOption = (messages: Messages, option: string): string =>
  messages.find(`options.${option}.about`) ?? option;

/** What forms and menus call a value of an option. */
export const choiceName = (messages: Messages, choice: string): string =>
  messages.find(`choices.${choice}`) ?? choice;

/** What a command does, in a line. */
export const aboutCommand = (messages: Messages, command: string): string =>
  messages.find(`commands.${command}`) ?? command;
