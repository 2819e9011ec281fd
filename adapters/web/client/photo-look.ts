import type { PhotoField } from './photo-field.js';

const longestSide = 768;

/** A small copy, quick to send; what this browser cannot read is sent as it is. */
const shrink = async (file: File): Promise<Blob> => {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), 'image/jpeg', 0.88));
  } catch {
    return file;
  }
};

const send = (address: string, photo: Blob, signal: AbortSignal): Promise<Response> => {
  const body = new FormData();
  body.append('photos', photo, 'photo.jpg');
  return fetch(address, { method: 'POST', body, signal, headers: { accept: 'application/json' } });
};

const showPreview = (entry: HTMLElement, clip: Blob, word: string): void => {
  const video = document.createElement('video');
  Object.assign(video, { muted: true, loop: true, playsInline: true, autoplay: true, tabIndex: -1 });
  video.setAttribute('aria-hidden', 'true');
  video.src = URL.createObjectURL(clip);
  const badge = document.createElement('span');
  badge.className = 'badge preview';
  badge.textContent = word;
  video.addEventListener('playing', () => entry.append(badge), { once: true });
  entry.querySelector('img')?.after(video);
};

/** What is known of the first photo: how many faces it shows, null before or where nobody may look. */
export type Look = { readonly faces: number | null };

/** Has the first photo looked at and moved for a preview, each time it is another. What goes wrong there is no matter. */
export const watchLook = (zone: HTMLElement, photos: PhotoField, looked: (look: Look) => void) => {
  let seen: File | null = null;
  let control = new AbortController();
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  const check = async (photo: Blob, signal: AbortSignal): Promise<void> => {
    const answer = await send('/photo/check', photo, signal);
    const told: { faces?: unknown } = await answer.json();
    if (answer.ok && typeof told.faces === 'number') looked({ faces: told.faces });
  };

  const preview = async (photo: Blob, entry: HTMLElement, signal: AbortSignal): Promise<void> => {
    if (still.matches) return;
    const answer = await send('/photo/preview', photo, signal);
    if (answer.status === 200) showPreview(entry, await answer.blob(), zone.dataset['preview'] ?? '');
  };

  return (): void => {
    const [first] = photos.shown();
    if ((first?.[0] ?? null) === seen) return;
    control.abort();
    control = new AbortController();
    const { signal } = control;
    seen = first?.[0] ?? null;
    looked({ faces: null });
    if (first === undefined) return;
    const [file, entry] = first;
    void shrink(file)
      .then((small) => Promise.allSettled([preview(small, entry, signal), check(small, signal)]))
      .catch(() => {});
  };
};
