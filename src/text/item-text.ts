import type { OwnItem } from '../core/own-item.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { effectName } from './names.ts';

/** A clip or job in a list to choose from: its effect, age and words. `now` in milliseconds since 1970. */
export const itemText = (messages: Messages, { effect, prompt, at }: OwnItem, now: number): string =>
  [
    effectName(messages, effect),
    amountsIn(messages.locale).ago((now - at.getTime()) / 1_000),
    ...(prompt === '' ? [] : [`“${prompt}”`]),
  ].join(' · ');
