import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { valuesOfOrder } from '../../../src/core/order-values.ts';
import { failureText } from '../../../src/text/failure-text.ts';
import { codeOf } from '../errors.ts';
import { sendPage } from '../page.ts';
import { visitorOf } from '../visitor.ts';
import { commandNamed, requestOf } from '../web-deps.ts';
import { ownDefaults } from './defaults-routes.ts';
import type { Play } from './play-deps.ts';
import { playBody } from './play-page.ts';
import { ownPresets } from './preset-routes.ts';
import { quoted } from './quote-routes.ts';
import { clipsToCopy, showOneClip } from './results.ts';

/** What the visitor had filled in when the form was refused, and why. */
export type Refused = { readonly given: Readonly<Record<string, string>>; readonly failure: Failure };

/** Sends the start page, with the recipe of the clip `like` or a preset, or with a form that was refused. */
export const sendCreate = async (
  play: Play,
  request: FastifyRequest,
  answer: FastifyReply,
  { like, preset, prompt }: { readonly [Name in 'like' | 'preset' | 'prompt']?: string | undefined },
  refused: Refused | null = null,
): Promise<FastifyReply> => {
  const visitor = visitorOf(request);
  const { messages } = visitor;
  const { given, failure } = refused ?? { given: {}, failure: null };
  const presets = await ownPresets(play, request);
  const prompts = visitor.owner === '' ? [] : await play.prompts(visitor.owner);
  const unfinished = await commandNamed(play, 'queue').run(requestOf(request), {});
  const shown =
    like === undefined || !isId(like) ? null : await showOneClip(play, request, like).catch(() => null);
  const liked = shown?.clips[0]?.clip ?? null;
  const terms = liked === null ? given : { ...valuesOfOrder(liked.recipe.order), ...given };
  // A cached page would send the same idempotency key again when the visitor goes back.
  answer.header('cache-control', 'no-store');
  if (failure !== null) answer.code(codeOf(failure.kind));
  return sendPage(request, answer, {
    title: messages.format('web.play.title'),
    body: playBody(play, visitor, {
      unfinished: unfinished.jobs,
      like: liked,
      own: liked === null ? await ownDefaults(play, request) : {},
      opinions: await play.opinions(),
      presets,
      preset: presets.find(({ id }) => id === preset) ?? null,
      prompts,
      prompt: prompts.find(({ id }) => id === prompt) ?? null,
      clips: await clipsToCopy(play, request, liked),
      terms: (await quoted(play, request, terms)).terms,
      given,
      trouble: failure === null ? '' : failureText(messages, failure),
    }),
    path: '/',
    scripts: ['play.js'],
    current: 'play',
  });
};
