import type { KeepRate } from '../core/keep-rate.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';

/** The display name of an effect. An unknown effect keeps its own name. */
export const effectName = (messages: Messages, effect: string): string =>
  messages.find(`effects.${effect}`) ?? effect;

/** One-line description of an effect. */
export const aboutEffect = (messages: Messages, effect: string): string =>
  messages.find(`effects.${effect}.about`) ?? '';

/** How many clips of an effect people kept. */
export const keepRateText = (messages: Messages, { rate }: Pick<KeepRate, 'rate'>): string =>
  messages.format('replies.effects.kept', { rate: amountsIn(messages.locale).percent(rate) });

/** The same by model, where several have been used. */
export const keepRatesText = (messages: Messages, rate: KeepRate): string => {
  const { percent, list } = amountsIn(messages.locale);
  const { models } = rate;
  const rateText = keepRateText(messages, rate);
  if (models.length < 2) return rateText;
  const each = models.map((one) =>
    messages.format('replies.effects.kept.model', { model: one.model, rate: percent(one.rate) }),
  );
  return `${rateText} (${list(each)})`;
};

/** The number in an option for one of several clips, such as `clip2`. */
const clipNumber = (option: string): string | undefined => /^clip(\d+)$/.exec(option)?.[1];

/** The display name of an option in forms and menus. */
export const optionName = (messages: Messages, option: string): string => {
  const number = clipNumber(option);
  if (number !== undefined) return messages.format('options.clip-number', { number });
  return messages.find(`options.${option}`) ?? option;
};

/** One-line description of an option. */
export const aboutOption = (messages: Messages, option: string): string => {
  const number = clipNumber(option);
  if (number !== undefined) return messages.format('options.clip-number.about', { number });
  return messages.find(`options.${option}.about`) ?? option;
};

/** The display name of an option's value, or of several of them, in forms and menus. */
export const choiceName = (messages: Messages, choice: string): string =>
  choice
    .split(',')
    .map((one) => messages.find(`choices.${one}`) ?? one)
    .join(' + ');

/** One-line description of a command. */
export const aboutCommand = (messages: Messages, command: string): string =>
  messages.find(`commands.${command}`) ?? command;
