import { html } from 'ghtml';
import type { Clip } from '../../../src/core/clip.ts';
import { amountsIn } from '../../../src/text/amounts.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { clipVideo } from '../clip-video.ts';
import { fileUrl } from '../gallery/clip-urls.ts';
import { nameOf } from './fields.ts';

/** The clip whose recipe is reused, with the settings taken from it. */
export const recipeCard = (messages: Messages, clip: Clip): string => {
  const {
    id,
    recipe: { order },
    mark,
  } = clip;
  const { format, locale } = messages;
  const settings = [
    nameOf(messages, order.effect),
    format('recipe.setting.motion', { motion: nameOf(messages, order.motion) }),
    amountsIn(locale).duration(order.seconds),
    format(`card.mark.${mark}`),
  ];
  const sources = { file: fileUrl(id, 'mp4'), thumbnail: fileUrl(id, 'jpg') };
  return html`<section class="card recipe-used" aria-labelledby="recipe-used">
    !${clipVideo(messages, clip, sources)}
    <div class="stack"><h1 class="h2" id="recipe-used">${format('web.play.recipe', { effect: nameOf(messages, order.effect) })}</h1>
    <p class="quiet">${settings.join(' · ')}</p><p>${format('web.play.like')}</p>
    <p><a class="button" href="/">${format('web.play.without-recipe')}</a></p></div></section>`;
};
