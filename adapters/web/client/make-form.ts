import { ask, Refusal } from './live.js';
import { watchMask } from './mask-brush.js';
import { watchPhotos } from './photo-field.js';
import { watchLook } from './photo-look.js';
import { offerSharing, takeShared } from './shared-photo.js';
import { showField } from './show-field.js';
import { watchTerms } from './terms.js';

// The form for making clips.

const find = <E extends HTMLElement>(query: string): E | null => document.querySelector<E>(query);

/** Callbacks of the page. */
export type FormParts = {
  /** The message to show for an error. */
  wordsOf(error: unknown): string;
  /** Called when a job has started or a question must be answered first. */
  answered(told: Record<string, unknown>): void;
};

const form = find<HTMLFormElement>('[data-make]');
const trouble = find('[data-trouble]');
const complain = (text: string): void => {
  if (trouble === null) return;
  trouble.textContent = text;
  trouble.hidden = text === '';
  noteSecond();
};

/** Takes the visitor to the field that was refused. */
const showRefused = (sent: HTMLFormElement, name: string): void => {
  const field = sent.querySelector<HTMLElement>(`#option-${CSS.escape(name)}`);
  if (field === null) return;
  field.closest('details')?.setAttribute('open', '');
  field.setAttribute('aria-invalid', 'true');
  field.addEventListener('input', () => field.removeAttribute('aria-invalid'), { once: true });
  field.focus();
};

const submit = async (sent: HTMLFormElement, { wordsOf, answered }: FormParts): Promise<void> => {
  const button = sent.querySelector<HTMLButtonElement>('[data-submit]');
  if (button === null || button.getAttribute('aria-disabled') === 'true') return;
  const label = button.querySelector('[data-label]') ?? button;
  const words = label.textContent;
  button.setAttribute('aria-disabled', 'true');
  label.textContent = button.dataset['sending'] ?? words;
  complain('');
  for (const field of sent.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid');
  try {
    const told = await ask(sent.action, { method: 'POST', body: new FormData(sent) });
    const field = sent.querySelector<HTMLInputElement>('input[name=key]');
    if (field !== null) field.value = String(told['key']);
    answered(told);
  } catch (error) {
    complain(wordsOf(error));
    if (error instanceof Refusal) showRefused(sent, error.field);
  } finally {
    button.removeAttribute('aria-disabled');
    label.textContent = words;
  }
};

/** Number of faces in the first photo, null if not analyzed. */
let faces: number | null = null;

/** Number of photos that the chosen effect needs; a reused recipe may be of two. */
const needed = (): number => {
  const chosen = form?.querySelector<HTMLInputElement>('input[name=effect]:checked');
  return Number(chosen?.dataset['photos'] ?? 2);
};

const noteSecond = (): void => {
  const note = find('[data-second]');
  const given = form?.querySelector<HTMLInputElement>('input[type=file]')?.files?.length ?? 0;
  const chosen = form?.querySelector('input[name=effect]:checked') ?? null;
  const people = Math.max(1, given, faces ?? 0);
  // Don't show two notices about the same problem.
  if (note !== null) note.hidden = chosen === null || needed() <= people || trouble?.hidden === false;
};

/** Shows the defaults of the chosen effect in untouched fields, and its name on the button. */
const showDefaults = (effect: HTMLInputElement, nameOnly: boolean): void => {
  const name = find('[data-chosen-effect]');
  if (name !== null) name.textContent = document.getElementById(`name-${effect.value}`)?.textContent ?? '';
  if (nameOnly) return;
  const { seconds = '', motion = '' } = effect.dataset;
  const length = find<HTMLInputElement>('#option-seconds');
  if (length !== null) length.placeholder = seconds;
  for (const option of form?.querySelectorAll<HTMLOptionElement>('#option-motion option') ?? []) {
    const { value = '' } = option.dataset;
    option.value = value === motion ? '' : value;
    if (!motionChosen) option.selected = value === motion;
  }
};
let motionChosen = false;

/**
 * If the photo has no face, marks the effects that need one, warns if one is chosen, and moves the others to the
 * front.
 */
const showFaceless = (): void => {
  const faceless = faces === 0;
  const grid = find('.effects');
  if (grid === null) return;
  // Don't reorder the tiles while the visitor is pointing at them or has focused one.
  if (!grid.matches(':hover, :focus-within')) grid.classList.toggle('sorted', faceless);
  grid.classList.toggle('faceless', faceless);
  const chosen = form?.querySelector<HTMLInputElement>('input[name=effect]:checked');
  const note = find('[data-faceless]');
  const words = note?.querySelector('span') ?? null;
  if (note === null || words === null || chosen == null) return;
  note.hidden = !faceless || chosen.dataset['face'] === undefined;
  const name = document.getElementById(`name-${chosen.value}`)?.textContent ?? '';
  words.textContent = (note.dataset['words'] ?? '').replace('#', name);
};

/** Shows what is only asked of videos when one was chosen, or an archive that may hold one. */
const showVideoOptions = (files: readonly File[]): void => {
  const archived = files.some(({ name }) => /\.zip$/i.test(name));
  const isVideo = files.some(({ type }) => type.startsWith('video/'));
  const shown = {
    at: isVideo || archived || files.some(({ type }) => type === 'image/gif'),
    original: isVideo,
  };
  for (const [name, isShown] of Object.entries(shown)) showField(name, isShown);
};

/** Loads a sample photo as if it had been picked. */
const fetchExample = async (address: string): Promise<File> => {
  const answer = await fetch(address);
  return new File([await answer.blob()], address.split('/').at(-1) ?? '', { type: 'image/jpeg' });
};

/** Submits the form without leaving the page. */
export const watchForm = (parts: FormParts): void => {
  if (form === null) return;
  const zone = find('[data-zone]');
  const field = form.querySelector<HTMLInputElement>('#photos');
  const tellTerms = watchTerms(form);
  const changed = (): void => {
    complain('');
    look();
    noteMask();
    tellTerms();
    showVideoOptions([...(field?.files ?? [])]);
    field?.setCustomValidity(field.files?.length === 0 ? (zone?.dataset['none'] ?? '') : '');
  };
  const photos = zone === null ? null : watchPhotos(zone, needed, changed);
  const look =
    zone === null || photos === null
      ? () => {}
      : watchLook(zone, photos, (seen) => {
          faces = seen.faces;
          showFaceless();
          noteSecond();
        });
  const noteMask = photos === null ? () => {} : watchMask(form, photos);
  form.querySelector('[data-add-photo]')?.addEventListener('click', () => field?.click());
  form.querySelector<HTMLElement>('[data-use]')?.addEventListener('click', ({ currentTarget }) => {
    const name = (currentTarget as HTMLElement).dataset['use'] ?? '';
    form.querySelector<HTMLElement>(`input[name=effect][value="${CSS.escape(name)}"]`)?.click();
  });
  for (const link of form.querySelectorAll<HTMLAnchorElement>('[data-prompt]'))
    link.addEventListener('click', (event) => {
      const prompt = form.querySelector<HTMLTextAreaElement>('#option-prompt');
      if (prompt === null) return;
      event.preventDefault();
      prompt.value = link.textContent ?? '';
      prompt.dispatchEvent(new Event('input', { bubbles: true }));
      prompt.focus();
    });
  // The values of a recipe stay, whichever effect is chosen.
  const ofRecipe = form.querySelector('[data-recipe]') !== null;
  form.addEventListener('input', () => complain(''));
  form.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLSelectElement && target.id === 'option-motion') motionChosen = true;
    if (target instanceof HTMLInputElement && target.name === 'effect') {
      photos?.update();
      noteMask();
      showDefaults(target, ofRecipe);
      showFaceless();
    }
    noteSecond();
    tellTerms();
  });
  for (const button of form.querySelectorAll<HTMLElement>('[data-example]'))
    button.addEventListener('click', () => {
      fetchExample(button.dataset['example'] ?? '')
        .then((file) => photos?.add([file]))

        .catch((error: unknown) => complain(parts.wordsOf(error)));
    });
  changed();
  offerSharing();
  void takeShared().then((file) => file && photos?.add([file]));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(form, parts);
  });
};
