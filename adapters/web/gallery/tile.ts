import { html } from 'ghtml';
import type { GalleryClip, Likes } from '../../../src/core/gallery.ts';
import { amountsIn } from '../../../src/text/amounts.ts';
import { factLine } from '../fact-line.ts';
import { nameOf } from '../play/fields.ts';
import type { Visitor } from '../visitor.ts';
import { clipUrl, fileUrl, galleryUrl } from './clip-urls.ts';
import { likeButton } from './like-button.ts';
import { pictureText } from './picture-text.ts';

/** A link to the other clips of a community: its first letter in a colour of its own, and its name. */
const origin = (community: string, name: string): string => {
  const shade = [...community].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5;
  const [first = ''] = name;
  return html`<a class="from small" href="${galleryUrl({ community })}"><span class="mark-${shade}" aria-hidden="true">${first.toLocaleUpperCase()}</span>${name}</a>`;
};

/** A gallery tile: the first frame, which plays if motion is wanted, with the effect, prompt and likes. */
export const tile = (
  {
    id,
    owner,
    effect,
    prompt,
    width,
    height,
    seconds,
    mark,
    spoiler,
    community,
    from,
  }: GalleryClip & { readonly from: string | null },
  visitor: Visitor,
  likes: Likes,
  index: number,
): string => {
  const { messages } = visitor;
  const facts = [amountsIn(messages.locale).duration(seconds), messages.format(`card.mark.${mark}`)];
  const name = nameOf(messages, effect);
  // The first tiles are visible immediately, so lazy loading would only delay them.
  const loading = index < 4 ? 'eager' : 'lazy';
  const words = prompt === '' ? '' : html`<p class="quiet small words">${prompt}</p>`;
  const picture = spoiler
    ? html`<div class="frame covered"><span class="badge">${messages.format('options.spoiler')}</span></div>`
    : html`<div class="frame" data-loop="${fileUrl(id, 'mp4')}">
        <img src="${fileUrl(id, 'jpg')}" width="${width}" height="${height}" loading="${loading}" decoding="async" alt="${pictureText(messages, name, prompt)}">
      </div>`;
  return html`<li class="tile exhibit">
    <a href="${clipUrl(id)}">
      !${picture}
      <div class="about">
        <h2>${name}</h2>
        !${words}
        !${factLine(facts)}
      </div>
    </a>
    !${community === null || from === null ? '' : origin(community, from)}    !${likeButton(visitor, id, likes, visitor.admitted === 'yes' && visitor.owner !== owner)}
  </li>`;
};
