import { watchFilters } from './filters.js';
import { ask, elementsOf, openLive, stopAutoplay } from './live.js';
import { watchLoops } from './loops.js';
import { watchForm } from './make-form.js';
import { watchMoves } from './move-sliders.js';
import { withSize } from './photo-field.js';

// Enhances pages that also work with plain forms and links.

const find = <E extends HTMLElement>(query: string): E | null => document.querySelector<E>(query);

const status = find('[data-status]');
const say = (text: string): void => {
  if (status !== null) status.textContent = text;
};

const place = find('[data-live]');
const live = place === null ? null : openLive(place, say);
const offline = place?.dataset['offline'] ?? '';
stopAutoplay(document);
watchFilters();
watchMoves();
watchLoops([...document.querySelectorAll<HTMLElement>('main .frame[data-loop]')]);

/** The message to show for an error. The browser's own error messages aren't meant for users. */
const wordsOf = (error: unknown): string =>
  error instanceof Error &&
  !(error instanceof TypeError || error instanceof SyntaxError) &&
  error.message !== ''
    ? error.message
    : offline;

/** Shows a question in a dialog. Closing it without an answer starts nothing. */
const askers = new WeakMap<Element, HTMLElement>();
const putQuestion = (html: unknown, asker: HTMLElement | null = null): void => {
  const [dialog] = elementsOf(html);
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (asker !== null) askers.set(dialog, asker);
  dialog.addEventListener('close', () => dialog.remove());
  // Repeat where the photo is sent at the point where the visitor agrees.
  const [terms, asked] = [find('[data-terms]'), dialog.querySelector('[data-asked-terms]')];
  if (asked !== null && asker === null) asked.textContent = terms?.textContent ?? '';
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector<HTMLElement>('button[value$=":no"], button[value$=":keep"]')?.focus();
};

watchForm({
  wordsOf,
  answered: (told) => {
    if ('dialog' in told) return putQuestion(told['dialog']);
    live?.add(told['html']);
    say(String(told['said']));
  },
});

// A file that is too large isn't sent; its field shows the error.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
  const { megabytes, heavy = '' } = target.dataset;
  if (megabytes === undefined) return;
  const large = [...(target.files ?? [])].find(({ size }) => size > Number(megabytes) * 2 ** 20);
  target.setCustomValidity(large === undefined ? '' : withSize(heavy, large));
  target.reportValidity();
});

// Keep all takes in sync with the first.
document.addEventListener(
  'timeupdate',
  ({ target }) => {
    if (!(target instanceof HTMLVideoElement) || !target.matches('.take:first-of-type video')) return;
    for (const video of target.closest('[data-takes]')?.querySelectorAll<HTMLVideoElement>('.take video') ??
      [])
      if (video !== target && Math.abs(video.currentTime - target.currentTime) > 0.12)
        video.currentTime = target.currentTime;
  },
  { capture: true },
);

// Not every phone selects a text field when it is tapped.
document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLElement) || !target.matches('[data-copy]')) return;
  const field = target.parentElement?.querySelector<HTMLInputElement>('[data-link]');
  field?.select();
  void navigator.clipboard?.writeText(field?.value ?? '').then(
    () => say(field?.value ?? ''),
    () => {},
  );
});

document.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLElement && target.matches('[data-dismiss]')) target.closest('article')?.remove();
});

const showJob = ({ job, html, said }: Record<string, unknown>): void => {
  if (live === null) location.assign(`/jobs/${String(job)}`);
  live?.add(html);
  say(String(said));
};

/** Shows the result of a pressed button next to its clip. */
const showPressed = (card: HTMLElement | null, told: Record<string, unknown>): void => {
  const { html, said, actions, visibility, gone } = told;
  const part = (query: string) => card?.querySelector<HTMLElement>(query) ?? null;
  const [words, buttons, badge] = [part('[data-said]'), part('[data-actions]'), part('[data-visibility]')];
  if (gone === true) {
    card?.replaceChildren(...elementsOf(html));
    card?.setAttribute('tabindex', '-1');
    card?.focus();
    return;
  }
  if (typeof actions === 'string') {
    buttons?.replaceChildren(...elementsOf(actions));
    buttons?.querySelector<HTMLElement>('button[value^=share]')?.focus();
  }
  if (typeof visibility === 'string' && badge !== null) badge.textContent = visibility;
  words?.replaceChildren(...elementsOf(html));
  if (words === null) say(String(said));
};

document.addEventListener('submit', (event) => {
  const pressed = event.target;
  if (!(pressed instanceof HTMLFormElement) || !pressed.matches('[data-act]')) return;
  const { submitter } = event;
  if (!(submitter instanceof HTMLButtonElement)) return;
  event.preventDefault();
  if (submitter.getAttribute('aria-disabled') === 'true') return;
  submitter.setAttribute('aria-disabled', 'true');
  const dialog = pressed.closest('dialog');
  const card = dialog === null ? pressed.closest<HTMLElement>('article') : (askers.get(dialog) ?? null);
  const body = new URLSearchParams({ action: submitter.value });
  ask('/act', { method: 'POST', body })
    .then((told) => {
      dialog?.close();
      if ('visibility' in told) showPressed(card, told);
      if ('dialog' in told) putQuestion(told['dialog'], card);
      else if ('job' in told) showJob(told);
      else if (!('visibility' in told)) showPressed(card, told);
    })
    .catch((error: unknown) => {
      const words = document.createElement('p');
      words.className = 'notice bad';
      words.textContent = wordsOf(error);
      card?.querySelector('[data-said]')?.replaceChildren(words);
      say(wordsOf(error));
    })
    .finally(() => submitter.removeAttribute('aria-disabled'));
});
