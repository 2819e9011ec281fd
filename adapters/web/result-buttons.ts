import { html } from 'ghtml';
import { type Action, actionToWire } from '../../src/core/action.ts';
import { isDangerous, type Label, labelsOf } from '../../src/text/labels.ts';
import type { Messages } from '../../src/text/messages.ts';

/** The most common actions after watching a clip. */
const front = new Set(['vote', 'reroll', 'remix', 'edit', 'share']);
/** Up to this many actions are all shown without folding. */
const few = 4;

/** Overrides for labels and emphasis of buttons. */
export type ButtonLook = {
  /** A custom label for an action. */
  label?(action: Action): string | undefined;
  /** Whether to emphasize this action. */
  primary?(action: Action): boolean;
  /** Whether to show them all, without folding. */
  readonly all?: boolean;
};

const button = ({ action, text }: Label, { label, primary }: ButtonLook): string => {
  const words = label?.(action) ?? text;
  if (action.command === 'edit') return html`<a class="button" href="/edit/${action.id}">${words}</a>`;
  if (action.command === 'preset' && action.argument === 'export')
    return html`<a class="button" href="/presets/${action.id}.json" download>${words}</a>`;
  const look = isDangerous(action) ? 'danger' : primary?.(action) ? 'primary' : '';
  return html`<button name="action" value="${actionToWire(action)}" class="${look}">${words}</button>`;
};

const row = (actions: readonly Action[], messages: Messages, look: ButtonLook): string =>
  labelsOf(actions, messages)
    .map((one) => button(one, look))
    .join('');

/** What belongs together in the menu: other clips, what this one was made with, opinions, and apart from all what deletes. */
const groups = [
  ['motion', 'extend', 'refine'],
  ['recipe', 'preset'],
  ['rate', 'report'],
  ['delete'],
] as const;

const menu = (actions: readonly Action[], messages: Messages, look: ButtonLook): string => {
  const parts = groups.map((group) =>
    group.flatMap((name) => actions.filter(({ command }) => command === name)),
  );
  const others = actions.filter((action) => !parts.flat().includes(action));
  return [others, ...parts]
    .filter((part) => part.length > 0)
    .map((part) => html`<div class="group">!${row(part, messages, look)}</div>`)
    .join('');
};

/**
 * The buttons under a clip or card. Each is a command call posted to `/act`. They work without scripts; `play.js`
 * updates the page in place. If there are many, most are folded.
 */
export const buttonRow = (all: readonly Action[], messages: Messages, look: ButtonLook = {}): string => {
  // The card and My clips have forms for these.
  const actions = all.filter(({ command }) => command !== 'save' && command !== 'join');
  if (actions.length === 0) return '';
  const first =
    look.all === true || actions.length <= few
      ? actions
      : actions.filter(({ command }) => front.has(command));
  const rest = actions.filter((action) => !first.includes(action));
  const more = html`<details class="more"><summary>${messages.format('web.clips.more')}</summary><div class="menu">!${menu(rest, messages, look)}</div></details>`;
  return html`<form class="row actions" method="post" action="/act" data-act>!${row(first, messages, look)}!${rest.length === 0 ? '' : more}</form>`;
};
