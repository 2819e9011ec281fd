import { ask } from './live.js';
import { showField } from './show-field.js';

const pause = 250;
const most = 50;

/** Keeps the line with the cost of the clip and who would see the photo up to date. */
export const watchTerms = (form: HTMLFormElement): (() => void) => {
  const line = form.querySelector<HTMLElement>('[data-terms]');
  let timer = 0;
  let last = '';
  const look = async (): Promise<void> => {
    const fields = [...new FormData(form)].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    );
    const query = new URLSearchParams(Object.fromEntries(fields));
    for (const { dataset } of form.querySelectorAll<HTMLElement>('[data-several]')) {
      const name = dataset['several'] ?? '';
      if (query.has(name)) query.set(name, new FormData(form).getAll(name).join(','));
    }
    const { files } = form.querySelector<HTMLInputElement>('#photos') ?? {};
    // An archive may hold as many photos as an order takes; the price is the most it can be.
    const archived = [...(files ?? [])].some(({ name }) => /\.zip$/i.test(name));
    query.set('photos', String(archived ? most : Math.max(1, files?.length ?? 1)));
    const ending = form.querySelector<HTMLInputElement>('#option-last');
    if (ending?.files?.length) query.set('last', 'on');
    const shown = form.querySelector<HTMLInputElement>('#option-reference');
    if (shown?.files?.length) query.set('reference', 'on');
    // A painted mask has this choice beside it.
    const mask = form.querySelector<HTMLInputElement>('#option-mask');
    showField('masked', mask?.files?.length === 1);
    for (const name of ['key', 'show', 'like']) query.delete(name);
    const asked = query.toString();
    if (line === null || asked === last) return;
    last = asked;
    const { terms, takes } = await ask(`/quote?${asked}`);
    if (asked !== last) return;
    line.textContent = String(terms);
    // What none of the models takes isn't asked for, unless it was given already.
    for (const [name, taken] of Object.entries((takes ?? {}) as Record<string, boolean>))
      showField(name, taken);
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look().catch(() => {}), pause);
  };
};
