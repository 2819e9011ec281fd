import type { PhotoField } from './photo-field.js';

const longestSide = 768;

/** Returns a downscaled copy for a quick upload; a file the browser can't decode is sent unchanged. */
export const shrink = async (file: File): Promise<Blob> => {
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

export const send = (address: string, photo: Blob, signal: AbortSignal): Promise<Response> => {
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

/** The analysis of the first photo: its number of faces, null if not analyzed yet or not allowed. */
export type SeenPhoto = { readonly faces: number | null };

/** Analyzes and previews the first photo whenever it changes. Errors are ignored. */
export const watchLook = (zone: HTMLElement, photos: PhotoField, looked: (look: SeenPhoto) => void) => {
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
    // The preview is what the visitor waits for, so the search for faces doesn't take processors from it.
    void shrink(file)
      .then(async (small) => {
        await preview(small, entry, signal).catch(() => {});
        await check(small, signal);
      })
      .catch(() => {});
  };
};
