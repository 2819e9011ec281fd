import { html } from 'ghtml';
import type { Action } from '../../../src/core/action.ts';
import type { Advice } from '../../../src/core/advice.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { progressText, refusedTexts, termsText } from '../../../src/text/reply-text.ts';
import { buttonRow } from '../result-buttons.ts';
import { nameOf } from './fields.ts';

const relative = (locale: string, milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1_000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' });
  if (seconds >= 90) return format.format(Math.round(seconds / 60), 'minute');
  return format.format(seconds > 10 ? Math.ceil(seconds / 5) * 5 : seconds, 'second');
};

/** The status of a job in one line. */
export const lineOf = (messages: Messages, locale: string, status: JobStatus): string => {
  const { readyAt, paused } = status;
  const at = progressText(messages, status);
  if (paused) return at;
  const left = readyAt === null ? 0 : readyAt - Date.now();
  // Don't show an estimate that has already passed.
  return left < 1_000 ? at : `${at} · ${messages.format('card.ready', { when: relative(locale, left) })}`;
};

/** Progress of a job, 0 to 100; null if unknown. */
export const percentOf = ({ state, local, fraction, queuePosition }: JobStatus): number | null =>
  !local && queuePosition === null && fraction === 0 && state === 'generating'
    ? null
    : Math.round(fraction * 100);

/** Photos of several that have no clip, and why. */
export const refusedNotes = (messages: Messages, status: JobStatus): string =>
  refusedTexts(messages, status)
    .map((line) => html`<p class="notice">${line}</p>`)
    .join('');

/** The card of an unfinished job. `play.js` finds it by `data-job` and keeps it up to date. */
export const jobCard = (
  messages: Messages,
  locale: string,
  status: JobStatus,
  advice: readonly Advice[] = [],
): string => {
  const percent = percentOf(status);
  return html`<article class="card job stack" data-job="${status.id}" aria-labelledby="job-${status.id}">
  <div class="making"><img src="/jobs/${status.id}/photo" alt="" width="96" height="96"><div class="stack">
  <div class="row spread">
    <h2 id="job-${status.id}" tabindex="-1">${nameOf(messages, status.effect)}</h2>
    <span class="badge">${nameOf(messages, status.visibility)}</span>
  </div>
  <progress max="100" !${percent === null ? '' : html`value="${percent}"`} aria-labelledby="job-${status.id}"></progress>
  <p data-line>${lineOf(messages, locale, status)}</p></div></div>
  !${refusedNotes(messages, status)}
  <p class="quiet small">${termsText(messages, status)}</p>
  !${advice.map((one) => html`<p class="quiet small">${messages.format(`notes.advice.${one}`)}</p>`)}
  <div class="row">!${buttonRow([{ command: 'cancel', id: status.id }], messages)}<button type="button" data-notify hidden>${messages.format('web.play.notify')}</button></div>
</article>`;
};

/** The card of a job that ended without a clip. */
export const endCard = (
  messages: Messages,
  status: JobStatus,
  said: string,
  next: readonly Action[] = [],
): string => {
  // The free local engine is usually the best next step.
  const best = next.find(({ argument }) => argument === 'local') ?? next[0];
  return html`<article class="card job stack" aria-labelledby="job-${status.id}">
  <div class="making"><img src="/jobs/${status.id}/photo" alt="" width="96" height="96">
  <div class="row spread"><h2 id="job-${status.id}" tabindex="-1">${nameOf(messages, status.effect)}</h2><button type="button" class="plain" data-dismiss hidden aria-label="${messages.format('web.clips.close')}">✕</button></div></div>
  <p class="notice !${status.outcome === 'cancelled' ? '' : 'bad'}">${said}</p>
  !${buttonRow(next, messages, { primary: (action) => action === best })}
  <div data-said aria-live="polite"></div>
</article>`;
};

/** Where `play.js` keeps job cards up to date, and replaces them with clips once they are done. */
export const liveArea = ({ format }: Messages, cards: readonly string[]): string =>
  html`<div class="live" data-live data-offline="${format('web.play.offline')}" data-reconnecting="${format('web.play.reconnecting')}" data-ready="${format('web.play.ready')}">!${cards}</div><p class="unseen" role="status" data-status></p>`;
