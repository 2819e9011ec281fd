import { html } from 'ghtml';
import { type Clip, needsSpoilerInPublic } from '../../../src/core/clip.ts';
import { captionOf } from '../../../src/core/words/done-words.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { nameOf } from '../play/fields.ts';
import { clipUrl, fileUrl } from './clip-urls.ts';
import { pictureText } from './picture-text.ts';

/** Longest side of the stored first frame, in pixels. */
const thumbnailSide = 320;

/** Meta tags for link previews of a public clip on other sites. */
export const socialTags = (clip: Clip, messages: Messages, origin: string): string => {
  const { effect } = clip.recipe.order;
  const prompt = captionOf(clip.recipe);
  const { width, height } = clip;
  const scale = Math.min(1, thumbnailSide / Math.max(width, height));
  const title = messages.format('web.clip.title', { effect: nameOf(messages, effect) });
  const image = `${origin}${fileUrl(clip.id, 'jpg')}`;
  const video = `${origin}${fileUrl(clip.id, 'mp4')}`;
  const shown: readonly (readonly [string, string | number])[] = [
    ['og:image', image],
    ['og:image:type', 'image/jpeg'],
    ['og:image:width', Math.round(width * scale)],
    ['og:image:height', Math.round(height * scale)],
    ['og:image:alt', pictureText(messages, nameOf(messages, effect), prompt)],
    ['og:video', video],
    ['og:video:type', 'video/mp4'],
    ['og:video:width', width],
    ['og:video:height', height],
  ];
  // Other sites don't support spoilers.
  const spoiler = needsSpoilerInPublic(clip);
  const properties: typeof shown = [
    ['og:site_name', 'Photoplay'],
    ['og:type', 'video.other'],
    ['og:title', title],
    [
      'og:description',
      [prompt, messages.format(`card.mark.${clip.mark}`)].filter((part) => part !== '').join(' · '),
    ],
    ['og:url', `${origin}${clipUrl(clip.id)}`],
    ...(spoiler ? [] : shown),
  ];
  const tags = properties.map(([name, content]) => html`<meta property="${name}" content="${content}">`);
  const twitter = html`<meta name="twitter:card" content="summary_large_image"><meta name="twitter:title" content="${title}"><meta name="twitter:image" content="${image}">`;
  return html`<link rel="canonical" href="${origin}${clipUrl(clip.id)}">!${tags}!${spoiler ? '' : twitter}`;
};
