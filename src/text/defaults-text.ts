import { type DefaultName, defaultNames, type PersonalDefaults } from '../core/personal-defaults.ts';
import { isChat } from '../core/target.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName, effectName, optionName } from './names.ts';

/** Whether a default means something on a surface: elsewhere clips belong to no community. */
const means = (name: DefaultName, surface: string): boolean => name !== 'visibility' || isChat(surface);

/** The value of a default, as people read it. */
const defaultText = (messages: Messages, name: DefaultName, set: PersonalDefaults): string => {
  const value = set[name];
  if (value === undefined) return messages.format(`replies.defaults.unset.${name}`);
  if (typeof value === 'boolean') return choiceName(messages, value ? 'on' : 'off');
  if (typeof value === 'number') return amountsIn(messages.locale).duration(value);
  return name === 'effect' ? effectName(messages, value) : choiceName(messages, value);
};

/** What a person set for their new clips, one line each. */
export const defaultsText = (messages: Messages, set: PersonalDefaults): string =>
  [
    messages.format('replies.defaults'),
    ...defaultNames
      .filter((name) => means(name, messages.surface))
      .map((name) => `• ${optionName(messages, name)}: ${defaultText(messages, name, set)}`),
    messages.format('replies.defaults.how'),
  ].join('\n');
