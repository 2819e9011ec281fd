import { html } from 'ghtml';
import { type Action, actionToWire } from '../../src/core/action.ts';
import { labelOf } from '../../src/text/labels.ts';
import type { Messages } from '../../src/text/messages.ts';

const dangerous = new Set(['delete', 'cancel']);

const button = (action: Action, messages: Messages): string =>
  action.command === 'edit'
    ? html`<a class="button" href="/edit/${action.id}">${labelOf(messages, action)}</a>`
    : html`<button name="action" value="${actionToWire(action)}" !${dangerous.has(action.command) ? 'class="danger"' : ''}>${labelOf(messages, action)}</button>`;

// What cannot be taken back stands apart from what is pressed often.
const sorted = (actions: readonly Action[]): readonly Action[] => [
  ...actions.filter(({ command }) => !dangerous.has(command)),
  ...actions.filter(({ command }) => dangerous.has(command)),
];

/**
 * The buttons under a clip or a card: each is a command call, posted to `/act`. They work without
 * scripts; `play.js` answers in place.
 */
export const buttonRow = (actions: readonly Action[], messages: Messages): string =>
  actions.length === 0
    ? ''
    : html`<form class="row actions" method="post" action="/act" data-act>!${sorted(actions).map((action) => button(action, messages))}</form>`;
