import { html } from 'ghtml';

const photo =
  'M8 34V14a4 4 0 0 1 4-4h24a4 4 0 0 1 4 4v20a4 4 0 0 1-4 4H12a4 4 0 0 1-4-4zm0-2 9-9 8 8 5-5 10 9M31 19a2.500 2.500 0 1 1-.01 0z';

/** A photo in outline. */
export const photoIcon = (): string =>
  html`<svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true"><path d="${photo}" fill="none" stroke="currentColor" stroke-width="2.500" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

/** What a list without entries shows: why, and what to do. */
export const emptyCard = (said: string, path: string, label: string): string =>
  html`<div class="empty stack">!${photoIcon()}<p>${said}</p><p><a class="button primary" href="${path}">${label}</a></p></div>`;
