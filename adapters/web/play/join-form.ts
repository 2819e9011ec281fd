import { html } from 'ghtml';
import { newId } from '../../../src/core/id.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { ClipFile } from '../../../src/core/reply.ts';
import { amountsIn } from '../../../src/text/amounts.ts';
import { optionName } from '../../../src/text/names.ts';
import type { Visitor } from '../visitor.ts';
import { fieldsOf, nameOf } from './fields.ts';
import type { Play } from './play-deps.ts';

/** The form that joins the selected clips. They can be put in another order there. */
export const joinForm = (play: Play, { messages, locale }: Visitor, clips: readonly ClipFile[]): string => {
  const { options } = commandNamed(play, 'join');
  // The list shows the newest first, and a film begins with the oldest.
  const sorted = clips.toReversed().map(({ clip }) => clip);
  const places = Object.keys(options).filter((name) => options[name]?.type === 'id');
  const others = Object.keys(options).filter((name) => options[name]?.type !== 'id');
  const shown = [...places.slice(0, sorted.length), ...others];
  const names = sorted.map((clip, index): [string, string] => [
    clip.id,
    `${index + 1} · ${nameOf(messages, clip.recipe.order.effect)} · ${amountsIn(locale).duration(clip.seconds)}`,
  ]);
  const values = Object.fromEntries(
    sorted.flatMap(({ id }, index) => {
      const place = places[index];
      return place === undefined ? [] : [[place, id]];
    }),
  );
  const first = optionName(messages, 'clip1');
  const form = {
    messages,
    known: play.known,
    values,
    defaults: {},
    clips: names,
    plain: true,
    names: { id: first },
  };
  const fields = Object.fromEntries(shown.flatMap((name) => (options[name] ? [[name, options[name]]] : [])));
  const pictures = sorted.map(
    ({ id }, index) =>
      html`<figure><img src="/clips/${id}/thumbnail" alt="" width="96" height="96"><figcaption class="quiet small">${index + 1}</figcaption></figure>`,
  );
  return html`<div class="row joining">!${pictures}</div>
    <form class="stack" method="post" action="/join" enctype="multipart/form-data"><input type="hidden" name="key" value="${newId()}">
    <div class="fields">!${fieldsOf(form, fields)}</div>
    <div class="row"><button class="primary">${messages.format('buttons.join')}</button><a class="button" href="/clips">${messages.format('web.clips.back')}</a></div></form>`;
};
