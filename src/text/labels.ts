import type { Action } from '../core/action.ts';
import { isId } from '../core/id.ts';
import type { Messages } from './messages.ts';

const signs: Readonly<Record<string, string>> = {
  reroll: '🎲',
  edit: '✏️',
  remix: '🎲',
  extend: '⏩',
  refine: '✨',
  share: '📣',
  'share-link': '🔗',
  'share-unlink': '✂️',
  'share-public': '🌍',
  'share-community': '👥',
  'share-private': '🔒',
  publish: '🌍',
  'publish-no': '↩️',
  post: '💬',
  unshare: '🔒',
  confirm: '✅',
  'confirm-no': '✖️',
  'confirm-fix': '🪄',
  'confirm-enlarge': '🔍',
  'confirm-clean': '🧹',
  'confirm-crop': '✂️',
  retry: '🔁',
  'retry-other': '🔀',
  'retry-local': '🏠',
  join: '🔗',
  save: '💾',
  'preset-save': '📌',
  recipe: 'ℹ️',
  animate: '🖼️',
  'rate-up': '👍',
  'rate-down': '👎',
  'delete-ask': '🗑️',
  delete: '🗑️',
  'delete-keep': '↩️',
  export: '📦',
  forget: '🗑️',
  'forget-no': '↩️',
  'motion-less': '➖',
  'motion-more': '➕',
  report: '🚩',
  hide: '🙈',
  'hide-undo': '↩️',
  'dismiss-report': '✔️',
  clip: '🎬',
  vote: '🗳️',
};

// These only ask, or do nothing.
const mild: ReadonlySet<string | undefined> = new Set(['ask', 'keep', 'no']);
const takesAway: ReadonlySet<string> = new Set(['delete', 'forget']);
const declines = ({ argument }: Action): boolean => argument === 'no' || argument === 'keep';

/** Whether a button deletes something permanently. */
export const isDangerous = ({ command, argument }: Action): boolean =>
  takesAway.has(command) && !mild.has(argument);

/** What a button does, wherever its result is shown. */
const keyOf = ({ command, argument = '' }: Action): string =>
  `${command}-${argument.replace(/-hidden$/, '')}`;

// Choices that are only words.
const plain: ReadonlySet<string> = new Set(['save', 'report']);

const signOf = (action: Action): string | undefined =>
  action.argument !== undefined && plain.has(action.command)
    ? undefined
    : (signs[keyOf(action)] ?? signs[action.command]);

/** The text of a button. */
const labelOf = ({ find }: Messages, action: Action): string =>
  find(`buttons.${keyOf(action)}`) ?? find(`buttons.${action.command}`) ?? action.command;

/** Buttons that name different clips are of one kind. */
const kindOf = (argument: string | undefined): string | undefined =>
  argument !== undefined && isId(argument) ? 'id' : argument;

/** A button, before a surface converts it to its own form. */
export type Label = {
  readonly action: Action;
  readonly text: string;
  readonly sign: string | undefined;
  /** It deletes something. */
  readonly dangerous: boolean;
};

// What follows the id of a vote is the number of votes so far.
const isVote = ({ command }: Action): boolean => command === 'vote';

/**
 * The labels of buttons. Repeated buttons, as in a list, are numbered. Under a question, the button that declines is first
 * and the one that goes on is last.
 */
export const labelsOf = (actions: readonly Action[], messages: Messages): Label[] =>
  (actions.some(declines) ? actions.toReversed() : actions).map((action) => {
    const same = actions.filter(
      ({ command, argument }) =>
        command === action.command && (kindOf(argument) === kindOf(action.argument) || isVote(action)),
    );
    const number = action.number ?? (same.length > 1 ? same.indexOf(action) + 1 : null);
    return {
      action,
      text: [
        labelOf(messages, action),
        ...(number === null ? [] : [number]),
        ...(isVote(action) && action.argument ? [`(${action.argument})`] : []),
      ].join(' '),
      sign: signOf(action),
      dangerous: isDangerous(action),
    };
  });
