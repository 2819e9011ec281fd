import { html } from 'ghtml';
import type { Advice } from '../../../src/core/advice.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import { buttonRow } from '../buttons.ts';
import type { Speech } from '../speech.ts';
import { nameOf } from './fields.ts';

const relative = (locale: string, milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 1_000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' });
  if (seconds >= 90) return format.format(Math.round(seconds / 60), 'minute');
  return format.format(seconds > 10 ? Math.ceil(seconds / 5) * 5 : seconds, 'second');
};

/** Where a job stands, in one line. */
export const lineOf = (speech: Speech, locale: string, status: JobStatus): string => {
  const { place, state, fraction, readyAt } = status;
  const at =
    place === null
      ? `${speech.states[state]} ${speech.web.clips.percent(Math.round(fraction * 100))}`
      : speech.card.place(place);
  if (status.paused) return speech.card.paused;
  const left = readyAt === null ? 0 : readyAt - Date.now();
  // A guess that time has overtaken is no guess.
  return left < 1_000 ? at : `${at} · ${speech.card.ready(relative(locale, left))}`;
};

/** A job that is not done yet; `play.js` keeps it up to date by its `data-job`. */
export const jobCard = (
  speech: Speech,
  locale: string,
  status: JobStatus,
  advice: readonly Advice[] = [],
): string => html`<article class="card job stack" data-job="${status.id}" aria-labelledby="job-${status.id}">
  <div class="row spread">
    <h2 id="job-${status.id}" tabindex="-1">${nameOf(speech, status.effect)}</h2>
    <span class="badge">${nameOf(speech, status.visibility)}</span>
  </div>
  <progress max="100" value="${Math.round(status.fraction * 100)}" aria-labelledby="job-${status.id}"></progress>
  <p data-line>${lineOf(speech, locale, status)}</p>
  !${advice.map((one) => html`<p class="quiet small">${speech.advice[one]}</p>`)}
  !${buttonRow([{ command: 'cancel', id: status.id }], speech)}
</article>`;

/** A job that ended without a clip. */
export const endCard = (speech: Speech, status: JobStatus, said: string): string =>
  html`<article class="card job stack" data-ended="${status.id}" aria-labelledby="job-${status.id}">
  <h2 id="job-${status.id}" tabindex="-1">${nameOf(speech, status.effect)}</h2>
  <p class="notice !${status.outcome === 'cancelled' ? '' : 'bad'}">${said}</p>
</article>`;
