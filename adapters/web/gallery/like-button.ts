import { html } from 'ghtml';
import type { Likes } from '../../../src/core/gallery.ts';
import type { Visitor } from '../visitor.ts';
import { clipUrl } from './clip-urls.ts';

const heart =
  '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="M12 20.500 4.300 12.800a5 5 0 0 1 7.100-7.100l.6.6.6-.6a5 5 0 0 1 7.100 7.100z" stroke="currentColor" stroke-width="1.800" stroke-linejoin="round"/></svg>';

/** A heart with the number of likes. It toggles in place; without scripts it leads to the clip's page. */
export const likeButton = (
  { messages }: Visitor,
  id: string,
  { likes, liked }: Likes,
  may: boolean,
): string => {
  const { format } = messages;
  const count = html`<span data-likes>${likes}</span>`;
  if (!may)
    return html`<span class="heart" title="${format('web.gallery.likes', { likes })}">!${heart}!${count}<span class="unseen">${format('web.gallery.likes', { likes })}</span></span>`;
  return html`<form class="like" method="post" action="${clipUrl(id)}/like" data-like><button class="heart" name="on" value="${liked ? 'no' : 'yes'}" aria-pressed="${liked}" aria-label="${format('buttons.rate-up')}">!${heart}!${count}</button></form>`;
};
