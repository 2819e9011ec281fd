import type { Action } from '../core/action.ts';
import type { Messages } from './messages.ts';

const signs: Readonly<Record<string, string>> = {
  reroll: '🎲',
  edit: '✏️',
  remix: '🎲',
  extend: '⏩',
  refine: '✨',
  share: '📣',
  'share-private': '🔒',
  confirm: '✅',
  'confirm-no': '✖️',
  retry: '🔁',
  'retry-other': '🔀',
  'retry-local': '🏠',
  recipe: 'ℹ️',
  'rate-up': '👍',
  'rate-down': '👎',
  'delete-ask': '🗑️',
  delete: '🗑️',
  'delete-keep': '↩️',
  forget: '🗑️',
  'forget-no': '↩️',
  clip: '🎬',
};

// They ask, or do nothing.
const mild: ReadonlySet<string | undefined> = new Set(['ask', 'keep', 'no']);
const takesAway: ReadonlySet<string> = new Set(['delete', 'forget']);

/** Whether a button takes something away for good. */
export const isDangerous = ({ command, argument }: Action): boolean =>
  takesAway.has(command) && !mild.has(argument);

const signOf = ({ command, argument }: Action): string | undefined =>
  (argument === undefined ? undefined : signs[`${command}-${argument}`]) ?? signs[command];

/** What a button is called. */
export const labelOf = ({ find }: Messages, { command, argument }: Action): string =>
  find(`buttons.${command}-${argument ?? ''}`) ?? find(`buttons.${command}`) ?? command;

/** A button before it is in a surface's own form. */
export type Label = {
  readonly action: Action;
  readonly text: string;
  readonly sign: string | undefined;
  /** It takes something away. */
  readonly dangerous: boolean;
};

/** What buttons say. Those of a list carry its numbers. */
export const labelsOf = (actions: readonly Action[], messages: Messages): Label[] =>
  actions.map((action) => {
    const same = actions.filter(
      ({ command, argument }) => command === action.command && argument === action.argument,
    );
    const number = same.length > 1 ? ` ${same.indexOf(action) + 1}` : '';
    return {
      action,
      text: `${labelOf(messages, action)}${number}`,
      sign: signOf(action),
      dangerous: isDangerous(action),
    };
  });
