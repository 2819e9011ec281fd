import type { OrderChange } from '../core/order-values.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName, effectName, optionName } from './names.ts';

const valueText = (
  messages: Messages,
  option: OrderChange['option'],
  value: string | number | null,
): string => {
  const { format, locale } = messages;
  if (value === null) return format('card.change.default');
  if (option === 'seconds') return amountsIn(locale).duration(Number(value));
  if (option === 'effect') return effectName(messages, String(value));
  return typeof value === 'number' ? String(value) : choiceName(messages, value);
};

const changeText = (messages: Messages, change: OrderChange): string => {
  if (change.option === 'prompt') return messages.format('card.change.prompt');
  const [from, to] = [change.from, change.to].map((value) => valueText(messages, change.option, value));
  return messages.format('card.change', {
    option: optionName(messages, change.option),
    from: from ?? '',
    to: to ?? '',
  });
};

/** What differs from the clip that this one was made from, like “Seed 7 → 8”, in at most one line. */
export const changesText = (messages: Messages, changes: readonly OrderChange[]): string[] =>
  changes.length === 0
    ? []
    : [
        messages.format('card.changed', {
          changes: changes.map((change) => changeText(messages, change)).join(' · '),
        }),
      ];
