import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { type Action, actionToWire } from '../../src/core/action.ts';
import { type Label, labelsOf } from '../../src/text/labels.ts';
import type { Messages } from '../../src/text/messages.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const perRow = 5;

const button = ({ action, text, sign, dangerous }: Label) => ({
  type: ComponentType.Button as const,
  style: dangerous ? (ButtonStyle.Danger as const) : (ButtonStyle.Secondary as const),
  label: text,
  custom_id: actionToWire(action),
  ...(sign === undefined ? {} : { emoji: { name: sign } }),
});

/** Buttons under a message: each is a command call that any process can answer. */
export const buttonRows = (actions: readonly Action[], messages: Messages): Row[] => {
  const buttons = labelsOf(actions, messages).map(button);
  return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * perRow, (row + 1) * perRow),
  }));
};
