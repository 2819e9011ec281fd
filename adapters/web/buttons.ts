import { html } from 'ghtml';
import { type Action, actionToWire } from '../../src/core/action.ts';
import type { Speech } from './speech.ts';

const lookUp = (words: Readonly<Record<string, string>>, { command, argument }: Action): string | undefined =>
  (argument === undefined ? undefined : words[`${command}-${argument}`]) ?? words[command];

/** What a button is called. */
const labelOf = (action: Action, speech: Speech): string => lookUp(speech.actions, action) ?? action.command;

const dangerous = new Set(['delete', 'cancel']);

const button = (action: Action, speech: Speech): string =>
  action.command === 'edit'
    ? html`<a class="button" href="/edit/${action.id}">${labelOf(action, speech)}</a>`
    : html`<button name="action" value="${actionToWire(action)}" !${dangerous.has(action.command) ? 'class="danger"' : ''}>${labelOf(action, speech)}</button>`;

// What cannot be taken back stands apart from what is pressed often.
const sorted = (actions: readonly Action[]): readonly Action[] => [
  ...actions.filter(({ command }) => !dangerous.has(command)),
  ...actions.filter(({ command }) => dangerous.has(command)),
];

/**
 * The buttons under a clip or a card: each is a command call, posted to `/act`. They work without
 * scripts; `play.js` answers in place.
 */
export const buttonRow = (actions: readonly Action[], speech: Speech): string =>
  actions.length === 0
    ? ''
    : html`<form class="row actions" method="post" action="/act" data-act>!${sorted(actions).map((action) => button(action, speech))}</form>`;
