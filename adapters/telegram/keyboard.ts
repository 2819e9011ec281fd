import { type Action, actionToWire } from '../../src/core/action.ts';
import { type Label, labelsOf } from '../../src/text/labels.ts';
import type { Messages } from '../../src/text/messages.ts';

/** A Telegram inline keyboard button. */
export type Button = {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly style?: 'danger';
};

export type Rows = readonly (readonly Button[])[];

// More than this gets truncated on phones.
const perRow = 3;

/** Splits buttons into rows of `width`. */
export const inRows = (buttons: readonly Button[], width = perRow): Rows =>
  Array.from({ length: Math.ceil(buttons.length / width) }, (_, row) =>
    buttons.slice(row * width, (row + 1) * width),
  );

const button = ({ action, text, sign, dangerous }: Label): Button => ({
  text: sign === undefined ? text : `${sign} ${text}`,
  callback_data: actionToWire(action),
  ...(dangerous ? { style: 'danger' as const } : {}),
});

/** Buttons for actions. Each encodes a full command call, so any process can handle the press. */
export const actionRows = (actions: readonly Action[], messages: Messages): Rows =>
  inRows(labelsOf(actions, messages).map(button));

const mostBytes = 64;

/** Whether the callback data fits Telegram's 64-byte limit. */
export const fitsButton = (data: string): boolean => Buffer.byteLength(data) <= mostBytes;

export const markupOf = (rows: Rows) => ({ inline_keyboard: rows });
