import type { PhotoField } from './photo-field.js';
import { send, shrink } from './photo-look.js';

// Marking a part of the chosen photo: a click selects a person or thing, dragging paints. It's sent in the form's own mask field.

/** Long side of the mask, in pixels. */
const side = 768;

const part = <E extends Element>(root: ParentNode, query: string): E | null => root.querySelector<E>(query);

/** The painted part in white on black; null if nothing is painted. */
const maskOf = (canvas: HTMLCanvasElement): Promise<Blob | null> => {
  const copy = document.createElement('canvas');
  Object.assign(copy, { width: canvas.width, height: canvas.height });
  const [from, to] = [canvas.getContext('2d'), copy.getContext('2d')];
  const picture = from?.getImageData(0, 0, canvas.width, canvas.height);
  if (picture === undefined || to === null) return Promise.resolve(null);
  const { data } = picture;
  let painted = false;
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3] ?? 0;
    painted ||= alpha > 0;
    data.set([alpha, alpha, alpha, 255], i);
  }
  to.putImageData(picture, 0, 0);
  return painted ? new Promise((resolve) => copy.toBlob(resolve, 'image/png')) : Promise.resolve(null);
};

type Selected = 'drawn' | 'none' | 'failed';

/** Draws the part of a photo at a place on the canvas, or removes it. `none` if nothing can be told apart there. */
const select = async (
  canvas: HTMLCanvasElement,
  photo: File,
  { x, y }: { readonly x: number; readonly y: number },
  removes: boolean,
): Promise<Selected> => {
  const address = `/photo/select?x=${x.toFixed(4)}&y=${y.toFixed(4)}`;
  const answer = await send(address, await shrink(photo), AbortSignal.timeout(60_000));
  if (answer.status === 204) return 'none';
  if (answer.status !== 200) return 'failed';
  const part: { width: number; height: number; data: string } = await answer.json();
  const shape = document.createElement('canvas');
  Object.assign(shape, { width: part.width, height: part.height });
  const [from, to] = [shape.getContext('2d'), canvas.getContext('2d')];
  if (from === null || to === null) return 'failed';
  const picture = from.createImageData(part.width, part.height);
  for (const [at, sign] of [...atob(part.data)].entries()) picture.data[4 * at + 3] = sign.charCodeAt(0);
  from.putImageData(picture, 0, 0);
  from.globalCompositeOperation = 'source-in';
  from.fillStyle = getComputedStyle(canvas).color;
  from.fillRect(0, 0, part.width, part.height);
  to.globalCompositeOperation = removes ? 'destination-out' : 'source-over';
  to.drawImage(shape, 0, 0, canvas.width, canvas.height);
  return 'drawn';
};

/** Pixels on the screen that a pointer moves before it paints. */
const dragged = 5;

const canvasFor = (image: HTMLImageElement): HTMLCanvasElement => {
  const scale = side / Math.max(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  return canvas;
};

/** Lets visitors paint over the first photo. Returns what to call when the photos change. */
export const watchMask = (form: HTMLFormElement, photos: PhotoField): (() => void) => {
  const tools = part<HTMLElement>(form, '[data-mask]');
  const field = part<HTMLInputElement>(form, '#option-mask');
  const open = tools && part<HTMLButtonElement>(tools, '[data-mask-open]');
  const bar = tools && part<HTMLElement>(tools, '[data-mask-bar]');
  const size = tools && part<HTMLInputElement>(tools, '[data-mask-size]');
  const erase = tools && part<HTMLButtonElement>(tools, '[data-mask-erase]');
  if (tools === null || field === null || open === null || bar === null) return () => {};
  let canvas: HTMLCanvasElement | null = null;
  let marked: File | null = null;

  const keep = async (): Promise<void> => {
    const blob = canvas && (await maskOf(canvas));
    const transfer = new DataTransfer();
    if (blob !== null) transfer.items.add(new File([blob], 'mask.png', { type: 'image/png' }));
    field.files = transfer.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };

  const erases = (): boolean => erase?.getAttribute('aria-pressed') === 'true';
  const note = part<HTMLElement>(tools, '[data-mask-note]');
  const tell = (text: string | undefined): void => {
    if (note !== null) note.textContent = text ?? '';
  };

  const pick = async (target: HTMLCanvasElement, { clientX, clientY }: PointerEvent): Promise<void> => {
    if (marked === null) return;
    const { left, top, width, height } = target.getBoundingClientRect();
    const at = { x: (clientX - left) / width, y: (clientY - top) / height };
    tell(note?.dataset['busy']);
    const found = await select(target, marked, at, erases()).catch(() => 'failed' as const);
    tell(found === 'drawn' ? '' : note?.dataset[found]);
    if (found === 'drawn' && target === canvas) await keep();
  };

  const paint = (target: HTMLCanvasElement): void => {
    let pressed: PointerEvent | null = null;
    let last: { x: number; y: number } | null = null;
    const stroke = ({ clientX, clientY }: PointerEvent): void => {
      const context = target.getContext('2d');
      if (context === null) return;
      const { left, top, width, height } = target.getBoundingClientRect();
      const at = {
        x: ((clientX - left) / width) * target.width,
        y: ((clientY - top) / height) * target.height,
      };
      context.globalCompositeOperation = erases() ? 'destination-out' : 'source-over';
      context.strokeStyle = getComputedStyle(target).color;
      context.lineWidth = (Number(size?.value ?? 12) / 100) * side;
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(last?.x ?? at.x, last?.y ?? at.y);
      context.lineTo(at.x, at.y + (last === null ? 0.01 : 0));
      context.stroke();
      last = at;
    };
    target.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      target.setPointerCapture(event.pointerId);
      pressed = event;
    });
    target.addEventListener('pointermove', (event) => {
      const { clientX = 0, clientY = 0 } = pressed ?? {};
      const far = Math.hypot(event.clientX - clientX, event.clientY - clientY) > dragged;
      if (pressed !== null && last === null && far) stroke(pressed);
      if (last !== null) for (const each of event.getCoalescedEvents?.() ?? [event]) stroke(each);
    });
    for (const name of ['pointerup', 'pointercancel'])
      target.addEventListener(name, (event) => {
        if (last !== null) void keep();
        else if (name === 'pointerup' && pressed !== null && event instanceof PointerEvent)
          void pick(target, event);
        [pressed, last] = [null, null];
      });
  };

  const show = (on: boolean): void => {
    const [first] = photos.shown();
    const image = first && part<HTMLImageElement>(first[1], 'img');
    if (on && first !== undefined && image && canvas === null) {
      canvas = canvasFor(image);
      marked = first[0];
      paint(canvas);
      first[1].append(canvas);
    }
    first?.[1].classList.toggle('masking', on);
    bar.hidden = !on;
    open.setAttribute('aria-expanded', String(on));
    open.textContent = (on ? open.dataset['done'] : open.dataset['open']) ?? '';
  };

  open.addEventListener('click', () => show(open.getAttribute('aria-expanded') !== 'true'));
  erase?.addEventListener('click', () =>
    erase.setAttribute('aria-pressed', String(erase.getAttribute('aria-pressed') !== 'true')),
  );
  part(tools, '[data-mask-clear]')?.addEventListener('click', () => {
    canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
    void keep();
  });
  bar.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
    for (const option of form.querySelectorAll<HTMLOptionElement>('#option-masked option'))
      option.selected = option.dataset['value'] === target.value;
  });
  return () => {
    const [first] = photos.shown();
    const pair =
      form.querySelector<HTMLInputElement>('input[name=effect]:checked')?.dataset['photos'] === '2';
    const one = photos.shown().length === 1;
    tools.hidden = first === undefined || !one || pair || part(first[1], 'img') === null;
    if (canvas === null || (first?.[0] === marked && !tools.hidden)) return;
    // A mask only fits the photo it was painted on.
    canvas.remove();
    [canvas, marked] = [null, null];
    field.value = '';
    show(false);
  };
};
