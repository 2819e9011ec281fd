import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Action, actionToWire } from '../../src/core/action.ts';
import type { Speech } from './words.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const perRow = 5;

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

const button = (action: Action, speech: Speech, number: string) => {
  const sign = lookUp(signs, action);
  const dangerous = action.command === 'delete' && !mild.has(action.argument);
  return {
    type: ComponentType.Button as const,
    style: dangerous ? (ButtonStyle.Danger as const) : (ButtonStyle.Secondary as const),
    label: `${lookUp(speech.actions, action) ?? action.command}${number}`,
    custom_id: actionToWire(action),
    ...(sign === undefined ? {} : { emoji: { name: sign } }),
  };
};

/** Buttons under a message: each is a command call that any process can answer. Those of a list carry its numbers. */
export const buttonRows = (actions: readonly Action[], speech: Speech): Row[] => {
  const listed = (action: Action) =>
    actions.filter(({ command, argument }) => command === action.command && argument === action.argument);
  const buttons = actions.map((action) => {
    const same = listed(action);
    return button(action, speech, same.length > 1 ? ` ${same.indexOf(action) + 1}` : '');
  });
  return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * perRow, (row + 1) * perRow),
  }));
};
