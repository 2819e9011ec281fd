const part = <E extends Element>(root: ParentNode, query: string): E | null => root.querySelector<E>(query);

// Some systems give no type for what they do not know: then the service looks.
const isPhoto = ({ type, name }: File): boolean =>
  type.startsWith('image/') || (type === '' && /\.(jpe?g|png|webp|gif|avif|hei[cf]|jxl)$/i.test(name));

/** A sentence about a file, with its size in megabytes. */
export const withSize = (sentence: string, { size }: File): string =>
  sentence.replace(
    '#',
    (Math.ceil((size / 2 ** 20) * 10) / 10).toLocaleString(document.documentElement.lang),
  );

/** Photos dropped, pasted or picked: shown small, and put into the form's own field. */
export const watchPhotos = (
  zone: HTMLElement,
  room: () => number,
  changed: () => void,
): { update(): void; add(files: readonly File[]): void } | null => {
  const input = part<HTMLInputElement>(zone, 'input[type=file]');
  const list = part<HTMLElement>(zone, '[data-chosen]');
  const trouble = part<HTMLElement>(zone, '[data-heavy-photo]');
  if (input === null || list === null) return null;
  const { most = '1', megabytes = '20', heavy = '', wrong = '', remove = '' } = zone.dataset;
  // What an effect has no room for is kept for the next.
  let chosen: File[] = [];

  const show = (): void => {
    for (const image of list.querySelectorAll('img')) URL.revokeObjectURL(image.src);
    list.replaceChildren(
      ...chosen.slice(0, room()).map((file, index) => {
        const entry = document.createElement('li');
        const image = document.createElement('img');
        image.src = URL.createObjectURL(file);
        image.alt = file.name;
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = '✕';
        button.setAttribute('aria-label', `${remove}: ${file.name}`);
        button.addEventListener('click', () => {
          choose(chosen.filter((_, place) => place !== index));
          input.focus();
        });
        entry.append(image, button);
        return entry;
      }),
    );
  };

  const choose = (files: readonly File[]): void => {
    chosen = [...files];
    const transfer = new DataTransfer();
    for (const file of chosen.slice(0, room())) transfer.items.add(file);
    input.files = transfer.files;
    show();
    changed();
  };

  const add = (files: readonly File[]): void => {
    const light = files.filter((file) => isPhoto(file) && file.size <= Number(megabytes) * 2 ** 20);
    const refused = files.find((file) => !light.includes(file));
    if (trouble !== null) {
      trouble.textContent =
        refused === undefined
          ? ''
          : isPhoto(refused)
            ? withSize(heavy, refused)
            : wrong.replace('#', refused.name);
      trouble.hidden = refused === undefined;
    }
    // A file that was refused is not left in the field.
    if (light.length === 0) choose(chosen);
    const one = room() === 1;
    if (light.length > 0 && one) choose([...light, ...chosen].slice(0, Number(most)));
    if (light.length > 0 && !one) choose([...chosen, ...light].slice(-Number(most)));
  };

  input.addEventListener('change', () => {
    // One more is picked beside the one there is.
    const picked = [...(input.files ?? [])];
    if (picked.length > 0) add(picked);
    else choose(chosen);
  });
  for (const name of ['dragover', 'dragleave', 'drop'] as const)
    zone.addEventListener(name, () => zone.classList.toggle('over', name === 'dragover'));
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  });
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    add(files);
  });
  return { update: () => choose(chosen), add };
};
