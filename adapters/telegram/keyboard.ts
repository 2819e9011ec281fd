import { type Action, actionToWire } from '../../src/core/action.ts';
import type { Clip } from '../../src/core/clip.ts';
import { type Label, labelsOf } from '../../src/text/labels.ts';
import type { Messages } from '../../src/text/messages.ts';

/** A Telegram inline keyboard button. */
export type Button = {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly copy_text?: { readonly text: string };
  readonly style?: 'danger';
};

export type Rows = readonly (readonly Button[])[];

// Characters that a phone shows in a row. The buttons of a row are equally wide, with a margin each.
const widest = { row: 30, buttons: 40, margin: 2 };

// Japanese signs are nearly as wide as two letters.
const wide = /[\u3000-\u9fff\uff00-\uff60]/g;
const widthOf = ({ text }: Button): number => [...text].length + 0.8 * (text.match(wide)?.length ?? 0);

const fitsPhone = (row: readonly Button[]): boolean => {
  const widths = row.map(widthOf);
  const total = widths.reduce((sum, width) => sum + width, 0);
  return (
    row.length === 1 ||
    (total <= widest.row && Math.max(...widths) <= widest.buttons / row.length - widest.margin)
  );
};

/** Splits buttons into rows that fit a phone, of at most `most` buttons. */
export const inRows = (buttons: readonly Button[], most = 3): Rows => {
  const rows: Button[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    if (row !== undefined && row.length < most && fitsPhone([...row, button])) row.push(button);
    else rows.push([button]);
  }
  return rows;
};

/** Buttons that belong together share rows, in this order. What asks before it deletes is apart. */
const groups: Readonly<Record<string, number>> = {
  ...{ vote: -1, motion: 1, recipe: 2, rate: 2, join: 3, save: 3 },
  ...{ share: 4, post: 4, publish: 4, unshare: 4, 'preset-save': 4, report: 4 },
  ...{ 'clip-take': 5, 'clip-one': 5, 'delete-ask': 6 },
};

const groupOf = ({ action: { argument, command } }: Label): number =>
  groups[`${command}-${argument}`] ?? groups[command] ?? 0;

const button = ({ action, text, sign, dangerous }: Label): Button => ({
  text: sign === undefined ? text : `${sign} ${text}`,
  callback_data: actionToWire(action),
  ...(dangerous ? { style: 'danger' as const } : {}),
});

/** Buttons for actions. Each encodes a full command call, so any process can handle the press. */
export const actionRows = (actions: readonly Action[], messages: Messages): Rows => {
  const labels = labelsOf(actions, messages);
  const order = [...new Set(labels.map(groupOf))].sort((left, right) => left - right);
  return order.flatMap((group) => inRows(labels.filter((label) => groupOf(label) === group).map(button)));
};

const maxBytes = 64;

/** Whether the callback data fits Telegram's 64-byte limit. */
export const fitsButton = ({ callback_data: data = '' }: Button): boolean =>
  Buffer.byteLength(data) <= maxBytes;

export const markupOf = (rows: Rows) => ({ inline_keyboard: rows });

type Made = Pick<Clip, 'id' | 'recipe'>;

// Telegram's limit for a text that a button copies.
const longest = 256;

/** What a caption says of an order, with the values that needn't be said. */
const settings = {
  ...{ effect: '', prompt: '', seed: '', seconds: '', motion: '', camera: '', model: '' },
  ...{ ratio: 'photo', resolution: '720p', fps: '24', tone: 'none', repair: 'gentle', loop: 'false' },
} as const;

const settingText = (name: string, value: string): string => {
  const text = value === 'true' ? 'on' : value;
  return `${name}:${/\s/.test(text) ? `"${text}"` : text}`;
};

/** A caption that gives another photo the same settings as a clip. It names the clip if it can't name them all. */
export const recipeCaption = ({ id, recipe }: Made): string => {
  const { post, prompt, ...order } = recipe.order;
  const values: Readonly<Record<string, unknown>> = { ...order, prompt };
  const named = Object.entries(settings).flatMap(([name, usual]) => {
    const value = String(values[name] ?? '');
    return value === '' || value === usual ? [] : [settingText(name, value)];
  });
  const full = ['/animate', ...named].join(' ');
  // Quotes in a prompt would end it, and post-processing has no short form.
  const complete = post.length === 0 && !/["“”]/.test(prompt) && [...full].length <= longest;
  return complete ? full : `/animate like:${id}`;
};

/** The buttons under a recipe. */
export const recipeRows = (messages: Messages, clip: Made): Rows =>
  inRows([
    { text: `📋 ${messages.format('chat.copy')}`, copy_text: { text: recipeCaption(clip) } },
    {
      text: `📷 ${messages.format('chat.use-on-photo')}`,
      callback_data: actionToWire({ command: 'animate', id: clip.id }),
    },
  ]);
