import { droppedFiles } from './dropped-files.js';

const part = <E extends Element>(root: ParentNode, query: string): E | null => root.querySelector<E>(query);

// Some systems report no type for unknown formats; then the server decides.
const isPhoto = ({ type, name }: File): boolean =>
  /^(image\/|video\/(mp4|quicktime|webm)$)/.test(type) ||
  (type === '' && /\.(jpe?g|png|webp|gif|avif|hei[cf]|jxl|mp4|mov|webm)$/i.test(name));

/** Photos kept for effects that take two. */
const kept = 2;

const isArchive = ({ name }: File): boolean => /\.zip$/i.test(name);

/** Inserts the file size in megabytes into a sentence. */
export const withSize = (sentence: string, { size }: File): string =>
  sentence.replace(
    '#',
    (Math.ceil((size / 2 ** 20) * 10) / 10).toLocaleString(document.documentElement.lang),
  );

// Formats every browser can display. If one of these fails to display, it isn't a valid image, whatever its name.
const shownEverywhere = /^image\/(jpeg|png|webp|gif)$/;

export type PhotoField = {
  /** Updates the number of photos there is room for. */
  update(): void;
  add(files: readonly File[]): void;
  /** The photos to be sent, with the element that shows each. */
  shown(): readonly (readonly [File, HTMLElement])[];
};

/** Handles dropped, pasted and picked photos: shows them and puts them into the form's file field. */
export const watchPhotos = (
  zone: HTMLElement,
  room: () => number,
  changed: () => void,
): PhotoField | null => {
  const input = part<HTMLInputElement>(zone, 'input[type=file]');
  const list = part<HTMLElement>(zone, '[data-chosen]');
  const trouble = part<HTMLElement>(zone, '[data-heavy-photo]');
  const label = part<HTMLElement>(zone, '[data-zone-label]');
  if (input === null || list === null) return null;
  const { most = '1', megabytes = '20', heavy = '', wrong = '' } = zone.dataset;
  const { remove = '', replace = '', add: addSecond = '', several: manyWords = '' } = zone.dataset;
  const { archiveMegabytes = '200', limit = '' } = zone.dataset;
  // More than an effect takes were given at once: each becomes a clip.
  let several = false;
  const first = label?.textContent ?? '';
  // Photos that exceed the effect's limit are kept in case the next effect takes them.
  let chosen: File[] = [];
  const entries = new Map<File, HTMLElement>();

  const complain = (words: string): void => {
    if (trouble === null) return;
    trouble.textContent = words;
    trouble.hidden = words === '';
  };

  const pictureOf = (file: File): HTMLImageElement => {
    const image = document.createElement('img');
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.addEventListener('error', () => {
      if (shownEverywhere.test(file.type)) {
        choose(chosen.filter((other) => other !== file));
        complain(wrong.replace('#', file.name));
        return;
      }
      const name = document.createElement('p');
      name.className = 'unshown';
      name.textContent = file.name;
      image.replaceWith(name);
    });
    return image;
  };

  const entryOf = (file: File): HTMLElement => {
    const there = entries.get(file);
    if (there !== undefined) return there;
    const entry = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = '✕';
    button.setAttribute('aria-label', `${remove}: ${file.name}`);
    button.addEventListener('click', () => {
      choose(chosen.filter((other) => other !== file));
      input.focus();
    });
    entry.append(pictureOf(file), button);
    entries.set(file, entry);
    return entry;
  };

  const sent = (): readonly File[] => (several ? chosen : chosen.slice(0, room()));

  const choose = (files: readonly File[]): void => {
    chosen = [...files];
    const transfer = new DataTransfer();
    for (const file of sent()) transfer.items.add(file);
    input.files = transfer.files;
    for (const [file, entry] of entries) {
      if (chosen.includes(file)) continue;
      for (const shown of entry.querySelectorAll<HTMLImageElement>('img, video'))
        URL.revokeObjectURL(shown.src);
      entries.delete(file);
    }
    list.replaceChildren(...sent().map(entryOf));
    if (chosen.length < 2 && !chosen.some(isArchive)) several = false;
    const more = sent().length > 0 && sent().length < room() ? addSecond : replace;
    const words = several ? manyWords.replace('#', String(chosen.length)) : more;
    if (label !== null) label.textContent = sent().length === 0 ? first : words;
    changed();
  };

  const add = (files: readonly File[]): void => {
    const most20 = (file: File): number => Number(isArchive(file) ? archiveMegabytes : megabytes) * 2 ** 20;
    const isKnown = (file: File): boolean => isPhoto(file) || isArchive(file);
    const light = files.filter((file) => isKnown(file) && file.size <= most20(file));
    const refused = files.find((file) => !light.includes(file));
    const words =
      refused !== undefined && isKnown(refused)
        ? withSize(heavy, refused)
        : wrong.replace('#', refused?.name ?? '');
    complain(refused === undefined ? '' : words);
    // Don't leave a rejected file in the field.
    if (light.length === 0) choose(chosen);
    const before = several ? chosen : [];
    if (light.length > room() || light.some(isArchive)) several = true;
    if (light.length === 0) return;
    const together = [...before, ...light];
    if (several && together.length > Number(most)) complain(limit);
    if (several) choose(together.slice(0, Number(most)));
    else if (room() === 1) choose([...light, ...chosen].slice(0, kept));
    else choose([...chosen, ...light].slice(-kept));
  };

  input.addEventListener('invalid', (event) => {
    event.preventDefault();
    complain(zone.dataset['none'] ?? '');
    input.focus();
  });
  input.addEventListener('change', () => {
    // Newly picked photos are added to the current ones.
    const picked = [...(input.files ?? [])];
    if (picked.length > 0) add(picked);
    else choose(chosen);
  });
  for (const name of ['dragover', 'dragleave', 'drop'] as const)
    zone.addEventListener(name, () => zone.classList.toggle('over', name === 'dragover'));
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer !== null) void droppedFiles(event.dataTransfer, isPhoto).then(add);
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  return {
    update: () => choose(chosen),
    add,
    shown: () =>
      sent()
        .filter((file) => !isArchive(file))
        .slice(0, kept)
        .map((file) => [file, entryOf(file)] as const),
  };
};
