import type { FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import type { Options } from '../../../src/core/command.ts';
import type { Failure } from '../../../src/core/failure.ts';
import { isId, newId } from '../../../src/core/id.ts';
import { valuesOfOrder } from '../../../src/core/order-values.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import { failureText } from '../../../src/text/failure-text.ts';
import type { Messages } from '../../../src/text/messages.ts';
import { asset } from '../assets.ts';
import { codeOf } from '../errors.ts';
import { sendPage } from '../page.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { ownDefaults } from './defaults-routes.ts';
import { defaultsOf, effectTiles } from './effect-tiles.ts';
import { type Form, nameOf } from './fields.ts';
import { createBar, promptField, valueFields } from './form-values.ts';
import { jobCard, liveArea } from './job-card.ts';
import { photoZone } from './photo-zone.ts';
import type { Play } from './play-deps.ts';
import { presetFields, presetLinks, promptLinks, textsIn } from './preset-links.ts';
import { ownPresets } from './preset-routes.ts';
import { quoted } from './quote-routes.ts';
import { recipeCard } from './recipe-card.ts';
import { clipsToCopy, showOneClip } from './results.ts';

/** What the visitor had filled in when the form was refused, and why. */
export type RefusedOrder = { readonly given: Readonly<Record<string, string>>; readonly failure: Failure };

const hero = ({ format }: Messages): string =>
  html`<div class="hero"><div class="stack"><h1>${format('web.play.title')}</h1><p class="lead">${format('web.play.lead')}</p></div>
  <div class="frame" data-loop="${asset('hero.mp4')}"><img src="${asset('hero.webp')}" alt="" width="640" height="480"></div></div>`;

/** The name of the field for photos, and how many it takes. */
const photosIn = (options: Options): readonly [name: string, most: number] => {
  for (const [name, option] of Object.entries(options))
    if (option.type === 'photos') return [name, option.maximum];
  return ['photos', 1];
};

type Asked = { readonly [Name in 'like' | 'preset' | 'prompt']?: string | undefined };

/** What the form may start from: presets, prompts that were used before, and what was asked for of them. */
const startsFor = async (play: Play, request: FastifyRequest, asked: Asked) => {
  const { owner } = visitorOf(request);
  const presets = await ownPresets(play, request);
  const prompts = owner === '' ? [] : await play.prompts(owner);
  const shown =
    asked.like === undefined || !isId(asked.like)
      ? null
      : await showOneClip(play, request, asked.like).catch(() => null);
  return {
    ...{ presets, prompts, like: shown?.clips[0]?.clip ?? null },
    preset: presets.find(({ id }) => id === asked.preset) ?? null,
    prompt: prompts.find(({ id }) => id === asked.prompt)?.prompt,
  };
};

/**
 * Sends the start page: the form derived from `animate`, and the running jobs. The form starts from the recipe of the clip
 * `like`, a preset, a prompt that was used before, what the visitor set for new clips, or what was refused.
 */
export const sendCreate = async (
  play: Play,
  request: FastifyRequest,
  answer: FastifyReply,
  asked: Asked,
  { given, failure }: RefusedOrder | { readonly given: RefusedOrder['given']; readonly failure: null } = {
    given: {},
    failure: null,
  },
): Promise<FastifyReply> => {
  const visitor = visitorOf(request);
  const { messages, locale } = visitor;
  const { presets, preset, prompts, prompt, like } = await startsFor(play, request, asked);
  const order = like?.recipe.order;
  const ofRecipe = order === undefined ? {} : valuesOfOrder(order);
  // Effects are shown as tiles, and presets as links.
  const { effect: _, preset: __, ...options } = commandNamed(play, 'animate').options;
  const [name, most] = photosIn(options);
  const saved = preset === null ? {} : presetFields(preset);
  const own: Readonly<Record<string, string>> = {
    ...(like === null ? await ownDefaults(play, request) : {}),
    ...saved,
  };
  const chosen =
    play.effects.find((effect) => effect.name === (given['effect'] ?? order?.effect ?? own['effect'])) ??
    play.effects[0];
  const form: Form = {
    messages,
    known: play.known,
    values: {
      ...textsIn(saved, options),
      like: like?.id ?? '',
      prompt: order?.prompt ?? saved['prompt'] ?? prompt ?? '',
      ...(order?.negative && { negative: order.negative }),
      ...given,
    },
    defaults: {
      ...{ visibility: 'private', repair: 'gentle' },
      ...(chosen === undefined ? {} : defaultsOf(chosen)),
      ...own,
      ...ofRecipe,
    },
    clips: await clipsToCopy(play, request, like),
    // Clips made here belong to no community.
    without: own['model'] === undefined ? ['community', 'auto'] : ['community'],
  };
  const { jobs } = await commandNamed(play, 'queue').run(requestOf(request), {});
  const { terms } = await quoted(play, request, { ...ofRecipe, ...given });
  const tiles = effectTiles(visitor, play.effects, chosen?.name ?? '', own, await play.opinions());
  const live = liveArea(
    messages,
    jobs.map((job) => jobCard(messages, locale, job)),
  );
  const body = html`<div class="stack wide">
  !${like === null ? hero(messages) : recipeCard(messages, like)}
  !${live}
  !${failure === null ? '' : html`<p class="notice bad" role="alert">${failureText(messages, failure)}</p>`}
  <form method="post" action="/make" enctype="multipart/form-data" data-make>
    <input type="hidden" name="key" value="${newId()}"><input type="hidden" name="preset" value="${preset?.name ?? ''}">
    !${presetLinks(messages, presets, preset)}<div class="play" !${like === null ? '' : 'data-recipe'}>
      <div class="photo-column">!${photoZone(visitor, name, most)}<div class="wishes card stack">!${promptField(form, options)}!${promptLinks(messages, prompts)}</div></div>
      !${tiles}
      <div class="wishes card stack">!${valueFields(form, options)}</div>
    </div>
    !${createBar(visitor, chosen === undefined ? '' : nameOf(messages, chosen.name), terms)}
  </form>
</div>`;
  // A cached page would send the same idempotency key again when the visitor goes back.
  answer.header('cache-control', 'no-store');
  if (failure !== null) answer.code(codeOf(failure.kind));
  const title = messages.format('web.play.title');
  return sendPage(request, answer, { title, body, path: '/', scripts: ['play.js'], current: 'play' });
};
