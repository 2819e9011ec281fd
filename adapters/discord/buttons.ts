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

const labelOf = ({ command, argument }: Action, speech: Speech): string =>
  (argument === undefined ? undefined : speech.actions[`${command}-${argument}`]) ??
  speech.actions[command] ??
  command;

/** Buttons under a message: each is a command call that any process can answer. */
export const buttonRows = (actions: readonly Action[], speech: Speech): Row[] =>
  Array.from({ length: Math.ceil(actions.length / perRow) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: actions.slice(row * perRow, (row + 1) * perRow).map((action) => ({
      type: ComponentType.Button,
      style:
        action.command === 'delete' || action.command === 'cancel'
          ? ButtonStyle.Danger
          : ButtonStyle.Secondary,
      label: labelOf(action, speech),
      custom_id: actionToWire(action),
    })),
  }));
