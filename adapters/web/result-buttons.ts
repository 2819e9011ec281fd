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

// Destructive actions go last, away from frequently used ones.
const sorted = (actions: readonly Action[]): readonly Action[] => [
  ...actions.filter((action) => !isDangerous(action)),
  ...actions.filter(isDangerous),
];

const row = (actions: readonly Action[], messages: Messages, look: ButtonLook): string =>
  labelsOf(sorted(actions), messages)
    .map((one) => button(one, look))
    .join('');

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
  const more = html`<details class="more"><summary>${messages.format('web.clips.more')}</summary><div class="row">!${row(rest, messages, look)}</div></details>`;
  return html`<form class="row actions" method="post" action="/act" data-act>!${row(first, messages, look)}!${rest.length === 0 ? '' : more}</form>`;
};
