import type { Action } from '../core/action.ts';
import type { Language } from './language.ts';

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
  clip: '🎬',
};

// They ask, or do nothing.
const mild: ReadonlySet<string | undefined> = new Set(['ask', 'keep']);

const lookUp = (words: Readonly<Record<string, string>>, { command, argument }: Action): string | undefined =>
  (argument === undefined ? undefined : words[`${command}-${argument}`]) ?? words[command];

/** A button before it is in a surface's own form. */
export type Label = {
  readonly action: Action;
  readonly text: string;
  readonly sign: string | undefined;
  /** It takes something away. */
  readonly dangerous: boolean;
};

/** What buttons say. Those of a list carry its numbers. */
export const labelsOf = (actions: readonly Action[], speech: Pick<Language, 'actions'>): Label[] =>
  actions.map((action) => {
    const same = actions.filter(
      ({ command, argument }) => command === action.command && argument === action.argument,
    );
    const { command, argument } = action;
    const number = same.length > 1 ? ` ${same.indexOf(action) + 1}` : '';
    return {
      action,
      text: `${lookUp(speech.actions, action) ?? command}${number}`,
      sign: lookUp(signs, action),
      dangerous: command === 'delete' && !mild.has(argument),
    };
  });
