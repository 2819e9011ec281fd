import { html } from 'ghtml';
import type { Action } from '../../../src/core/action.ts';
import type { Advice } from '../../../src/core/advice.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { progressText, termsText } from '../../../src/text/reply-text.ts';
import { buttonRow } from '../result-buttons.ts';
import { nameOf } from './fields.ts';

const relative = (locale: string, milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1_000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' });
  if (seconds >= 90) return format.format(Math.round(seconds / 60), 'minute');
  return format.format(seconds > 10 ? Math.ceil(seconds / 5) * 5 : seconds, 'second');
};

/** Where a job stands, in one line. */
export const lineOf = (messages: Messages, locale: string, status: JobStatus): string => {
  const { readyAt, paused } = status;
  const at = progressText(messages, status);
  if (paused) return at;
  const left = readyAt === null ? 0 : readyAt - Date.now();
  // A guess that time has overtaken is no guess.
  return left < 1_000 ? at : `${at} · ${messages.format('card.ready', { when: relative(locale, left) })}`;
};

/** How far a job is, 0 to 100; null where nobody tells. */
export const percentOf = ({ state, local, fraction, place }: JobStatus): number | null =>
  !local && place === null && fraction === 0 && state === 'generating' ? null : Math.round(fraction * 100);

/** A job that is not done yet; `play.js` keeps it up to date by its `data-job`. */
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
  <p class="quiet small">${termsText(messages, status)}</p>
  !${advice.map((one) => html`<p class="quiet small">${messages.format(`notes.advice.${one}`)}</p>`)}
  <div class="row">!${buttonRow([{ command: 'cancel', id: status.id }], messages)}<button type="button" class="plain" data-notify hidden>${messages.format('web.play.notify')}</button></div>
</article>`;
};

/** A job that ended without a clip. */
export const endCard = (
  messages: Messages,
  status: JobStatus,
  said: string,
  next: readonly Action[] = [],
): string => {
  // What costs nothing and works is what most people want then.
  const best = next.find(({ argument }) => argument === 'local') ?? next[0];
  return html`<article class="card job stack" data-ended="${status.id}" aria-labelledby="job-${status.id}">
  <div class="making"><img src="/jobs/${status.id}/photo" alt="" width="96" height="96"><div class="stack">
  <div class="row spread"><h2 id="job-${status.id}" tabindex="-1">${nameOf(messages, status.effect)}</h2><button type="button" class="plain" data-dismiss hidden aria-label="${messages.format('web.clips.dismiss')}">✕</button></div>
  <p class="notice !${status.outcome === 'cancelled' ? '' : 'bad'}">${said}</p></div></div>
  !${buttonRow(next, messages, { primary: (action) => action === best })}
  <div data-said aria-live="polite"></div>
</article>`;
};

/** What a page that follows jobs says by itself, as attributes. */
export const liveWords = ({ format }: Messages): string =>
  html`data-offline="${format('web.play.offline')}" data-reconnecting="${format('web.play.reconnecting')}" data-ready="${format('web.play.ready')}"`;
