import type { Sentences } from '../core/text.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { effectName } from './names.ts';
import { together, type Writing, writtenMoment } from './writing.ts';

/** What somebody may spend, and what their last clips cost. */
export const creditsText = (messages: Messages, values: Sentences['credits'], writing: Writing): string => {
  const { format, locale } = messages;
  const { left, daily, pool, role, costs } = values;
  if (values.free && costs.length === 0) return format('replies.credits.free');
  const refill = writtenMoment(writing, values.refill);
  const cost = ({ effect, held, spent }: (typeof costs)[number]): string => {
    const name = effectName(messages, effect);
    return held > 0
      ? format('replies.credits.cost.held', { effect: name, held })
      : format('replies.credits.cost.spent', { effect: name, spent });
  };
  return [
    daily > 0
      ? format('replies.credits.daily', { left, daily, refill })
      : format('replies.credits', { left }),
    ...(pool === null ? [] : [format('replies.credits.pool', { ...pool, refill })]),
    ...(role === null ? [] : [format('replies.credits.role', { ...role, refill })]),
    ...(costs.length === 0
      ? []
      : [format('replies.credits.costs', { costs: amountsIn(locale).list(costs.map(cost)) })]),
    format('replies.credits.local'),
  ].join('\n');
};

/** What is spent on paid models, for the operator. */
export const spendingText = (messages: Messages, values: Sentences['spending']): string => {
  const { format, locale } = messages;
  const { dollars } = amountsIn(locale);
  const { on, allowed, day, month, budgetDaily, budgetMonthly } = values;
  const of = (cents: number, budget: number | null): string =>
    budget === null
      ? dollars(cents)
      : format('replies.spending.of', { spent: dollars(cents), budget: dollars(budget) });
  const off = allowed ? format('replies.spending.off') : format('replies.spending.forbidden');
  const sums = { day: of(day, budgetDaily), month: of(month, budgetMonthly) };
  return together(messages, on ? format('replies.spending.on') : off, format('replies.spending.sums', sums));
};
