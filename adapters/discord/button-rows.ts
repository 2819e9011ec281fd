import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Action, actionToWire, isNextClip, isTake } from '../../src/core/action.ts';
import { joinable } from '../../src/core/joined.ts';
import { type Label, labelsOf } from '../../src/text/labels.ts';
import type { Messages } from '../../src/text/messages.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const perRow = 5;
// Discord refuses messages with more.
const maxRows = 5;

/** The custom id of the menu with a clip's rarer actions. */
const moreMenu = 'more';

// Under a clip, these have buttons of their own.
const frequent: ReadonlySet<string> = new Set([
  'reroll',
  'edit',
  'extend',
  'refine',
  'share',
  'clip',
  'vote',
]);

const emojiOf = ({ sign }: Label) => (sign === undefined ? {} : { emoji: { name: sign } });

const button = (label: Label) => ({
  type: ComponentType.Button as const,
  style: label.dangerous ? (ButtonStyle.Danger as const) : (ButtonStyle.Secondary as const),
  label: label.text,
  custom_id: actionToWire(label.action),
  ...emojiOf(label),
});

const rowsOf = (labels: readonly Label[]): Row[] =>
  Array.from({ length: Math.ceil(labels.length / perRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: labels.slice(row * perRow, (row + 1) * perRow).map(button),
  }));

const menuOf = (labels: readonly Label[], placeholder: string, most = 1): Row => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.StringSelect,
      custom_id: moreMenu,
      placeholder,
      max_values: Math.min(most, labels.length),
      options: labels.map((label) => ({
        label: label.text,
        value: actionToWire(label.action),
        ...emojiOf(label),
      })),
    },
  ],
});

const showsTake = ({ action }: Label): boolean => isTake(action);

/** Buttons under a message: each is a command call that any process can answer. A clip's rarer ones are in a menu. */
export const buttonRows = (actions: readonly Action[], messages: Messages): Row[] => {
  const labels = labelsOf(actions, messages);
  if (actions.length > 0 && actions.every(isNextClip))
    return [menuOf(labels, messages.format('buttons.join'), joinable.maximum - 1)];
  const takes = rowsOf(labels.filter(showsTake));
  const others = labels.filter((label) => !showsTake(label));
  if (actions.every(({ command }) => command !== 'recipe'))
    return [...takes, ...rowsOf(others)].slice(0, maxRows);
  const often = others.filter(
    ({ action: { argument, command } }) =>
      frequent.has(command) && !(command === 'share' && argument !== undefined),
  );
  const rarely = others.filter((label) => !often.includes(label));
  const rows = [...rowsOf(often), ...takes];
  return [...rows.slice(0, maxRows - 1), menuOf(rarely, messages.format('chat.more'))];
};
