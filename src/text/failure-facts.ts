import type { Facts } from '../core/failure.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { effectName } from './names.ts';
import { type Writing, writtenMoment } from './writing.ts';

/** Reads facts, which another version of this service may have written: what is missing is empty or nought. */
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
    moment: (name: string): string => writtenMoment(writing, raw(name)),
    has: (name: string): boolean => raw(name) !== '',
  };
};

export type ReadFacts = ReturnType<typeof readFacts>;
