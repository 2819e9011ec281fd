import { html } from 'ghtml';
import { type Clip, needsSpoilerInPublic } from '../../src/core/clip.ts';
import type { Messages } from '../../src/text/messages.ts';

/** How much height a player may need, for CSS. */
const shapeOf = ({ width, height }: Clip): string =>
  width < 0.8 * height ? 'tall' : width > 1.25 * height ? 'wide' : 'square';

/**
 * A clip that plays muted: with controls if it has a label, else as decoration. A covered clip is in a collapsed spoiler of
 * the same size.
 */
export const clipVideo = (
  messages: Messages,
  clip: Clip,
  { file, thumbnail }: { readonly file: string; readonly thumbnail: string },
  label = '',
): string => {
  const use = label === '' ? 'tabindex="-1" aria-hidden="true"' : html`controls aria-label="${label}"`;
  const { format } = messages;
  const shape = shapeOf(clip);
  const shown = html`<video class="${shape}" src="${file}" poster="${thumbnail}" width="${clip.width}" height="${clip.height}" muted loop autoplay playsinline preload="metadata" !${use}></video>`;
  return needsSpoilerInPublic(clip)
    ? html`<details class="covered"><summary><svg class="${shape}" viewBox="0 0 ${clip.width} ${clip.height}" aria-hidden="true"></svg><span class="closed">${format('web.clip.show-spoiler')}</span><span class="opened">${format('web.clip.hide-spoiler')}</span></summary>!${shown}</details>`
    : shown;
};
