import type { Facts } from '../core/failure.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { effectName, optionName } from './names.ts';
import { type Writing, writtenMoment } from './writing.ts';

// The terminal shows names as they are typed there.
const optionText = (messages: Messages, option: string): string =>
  messages.surface === 'terminal' ? `--${option}` : optionName(messages, option);

const choiceText = (messages: Messages, choice: string): string =>
  messages.surface === 'terminal'
    ? choice
    : (messages.find(`choices.${choice}`) ?? effectName(messages, choice));

/** Reads facts, which another version of this service may have written. Missing ones are empty or zero. */
export const readFacts = (messages: Messages, facts: Facts, writing: Writing) => {
  const amounts = amountsIn(messages.locale);
  const raw = (name: string): string => String(facts[name] ?? '');
  const written = (name: string): string => {
    const fact = facts[name] ?? '';
    return typeof fact === 'number' ? amounts.number(fact, 1) : writing.literally(fact);
  };
  return {
    raw,
    written,
    number: (name: string, otherwise = 0): number => {
      const value = Number(facts[name] ?? otherwise);
      return Number.isNaN(value) ? otherwise : value;
    },
    effect: (name: string): string => effectName(messages, raw(name)),
    option: (name: string): string => optionText(messages, raw(name)),
    choice: (name: string): string => choiceText(messages, raw(name)),
    /** Comma-separated choices, as a list joined by "or". */
    choices: (name: string): string =>
      amounts.either(
        raw(name)
          .split(', ')
          .map((choice) => choiceText(messages, choice)),
      ),
    moment: (name: string): string => writtenMoment(writing, raw(name)),
    has: (name: string): boolean => raw(name) !== '',
  };
};

export type ReadFacts = ReturnType<typeof readFacts>;
