import { ask, calm, elementsOf, openLive } from './live.js';
import { watchPhotos, withSize } from './photo-field.js';
import { watchPreviews } from './previews.js';

// What the pages do beyond what plain forms and links can do.

const find = <E extends HTMLElement>(query: string): E | null => document.querySelector<E>(query);

const status = find('[data-status]');
const say = (text: string): void => {
  if (status !== null) status.textContent = text;
};

const place = find('[data-live]');
const live = place === null ? null : openLive(place, say);
const offline = place?.dataset['offline'] ?? '';
calm(document);

/** What to tell people of a failure; the browser's own words are not for them. */
const wordsOf = (error: unknown): string =>
  error instanceof Error &&
  !(error instanceof TypeError || error instanceof SyntaxError) &&
  error.message !== ''
    ? error.message
    : offline;

const form = find<HTMLFormElement>('[data-make]');
const trouble = find('[data-trouble]');
const complain = (text: string): void => {
  if (trouble === null) return;
  trouble.textContent = text;
  trouble.hidden = text === '';
};

/** Puts a question before somebody until it is answered; without an answer nothing is begun. */
const askers = new WeakMap<Element, HTMLElement>();
const putQuestion = (html: unknown, asker: HTMLElement | null = null): void => {
  const [dialog] = elementsOf(html);
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (asker !== null) askers.set(dialog, asker);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};

const submit = async (sent: HTMLFormElement): Promise<void> => {
  const button = sent.querySelector<HTMLButtonElement>('[data-submit]');
  if (button === null || button.getAttribute('aria-disabled') === 'true') return;
  const label = button.textContent;
  button.setAttribute('aria-disabled', 'true');
  button.textContent = button.dataset['sending'] ?? label;
  complain('');
  try {
    const told = await ask(sent.action, { method: 'POST', body: new FormData(sent) });
    const { dialog, html, said, key } = told;
    const field = sent.querySelector<HTMLInputElement>('input[name=key]');
    if (field !== null) field.value = String(key);
    if (dialog === undefined) {
      live?.add(html);
      say(String(said));
    } else putQuestion(dialog);
  } catch (error) {
    complain(wordsOf(error));
  } finally {
    button.removeAttribute('aria-disabled');
    button.textContent = label;
  }
};

/** How many photos the chosen effect needs; a liked recipe may be of any. */
const needed = (): number => {
  const chosen = form?.querySelector<HTMLInputElement>('input[name=effect]:checked');
  return Number(chosen?.dataset['photos'] ?? find('[data-zone]')?.dataset['most'] ?? 1);
};

const noteSecond = (): void => {
  const note = find('[data-second]');
  const given = form?.querySelector<HTMLInputElement>('input[type=file]')?.files?.length ?? 0;
  const chosen = form?.querySelector('input[name=effect]:checked') ?? null;
  if (note !== null) note.hidden = chosen === null || needed() <= Math.max(1, given);
};

/** Says in the fields what they are where nothing is chosen, as the chosen effect has it. */
const showDefaults = ({ dataset }: HTMLInputElement): void => {
  const [seconds, motion] = [find<HTMLInputElement>('#option-seconds'), find('#option-motion option')];
  if (seconds !== null) seconds.placeholder = dataset['seconds'] ?? seconds.placeholder;
  if (motion !== null) motion.textContent = dataset['motion'] ?? motion.textContent;
};

/** Takes an example as if it had been picked. */
const fetchExample = async (address: string): Promise<File> => {
  const answer = await fetch(address);
  return new File([await answer.blob()], address.split('/').at(-1) ?? '', { type: 'image/jpeg' });
};

if (form !== null) {
  const zone = find('[data-zone]');
  const photos = zone === null ? null : watchPhotos(zone, needed, noteSecond);
  const grid = find('.effects');
  if (grid !== null) watchPreviews(grid);
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.name === 'effect') {
      photos?.update();
      showDefaults(target);
    }
    noteSecond();
  });
  for (const button of form.querySelectorAll<HTMLElement>('[data-example]'))
    button.addEventListener('click', () => {
      fetchExample(button.dataset['example'] ?? '')
        .then((file) => photos?.add([file]))
        .catch(() => complain(offline));
    });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(form);
  });
}

// A file that would be refused is not sent: its field says so itself.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
  const { megabytes, heavy = '' } = target.dataset;
  if (megabytes === undefined) return;
  const large = [...(target.files ?? [])].find(({ size }) => size > Number(megabytes) * 2 ** 20);
  target.setCustomValidity(large === undefined ? '' : withSize(heavy, large));
  target.reportValidity();
});

const showJob = ({ job, html, said }: Record<string, unknown>): void => {
  if (live === null) location.assign(`/jobs/${String(job)}`);
  live?.add(html);
  say(String(said));
};

/** Shows beside a clip what a press of one of its buttons did. */
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
      if ('dialog' in told) putQuestion(told['dialog'], card);
      else if ('job' in told) showJob(told);
      else showPressed(card, told);
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
