import multipart from '@fastify/multipart';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { z } from 'zod';
import type { Options } from '../../../src/core/command.ts';
import { isId, newId } from '../../../src/core/id.ts';
import { valuesOfOrder } from '../../../src/core/order-values.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { wantsJson } from '../errors.ts';
import { sendPage } from '../page.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { commandNamed, requestOf } from '../web-deps.ts';
import { beginSession } from '../web-session.ts';
import { ownDefaults } from './defaults-routes.ts';
import { promptField, wishFields } from './form-values.ts';
import { jobCard } from './job-card.ts';
import { photoRoutes } from './photo-routes.ts';
import type { Play } from './play-deps.ts';
import { playBody } from './play-page.ts';
import { ownPresets } from './preset-routes.ts';
import { answerQuestion } from './question-page.ts';
import { quoteRoutes, quoteText } from './quote-routes.ts';
import { clipHtml, clipsToCopy, showOneClip } from './results.ts';
import { uploadLimits, wantUpload } from './upload.ts';
import { openUploads } from './uploads.ts';

const named = z.object({ id: z.string() });
const isOne = z.string().refine(isId).optional().catch(undefined);
const likedQuery = z.object({ like: isOne, preset: isOne });

/**
 * Redirects to the new job, or sends its card to scripts. If there is no job yet, shows the question to answer first.
 */
export const answerJob = (request: FastifyRequest, answer: FastifyReply, reply: Reply): FastifyReply => {
  const { job, advice, text } = reply;
  if (job === null) return answerQuestion(request, answer, reply);
  if (!wantsJson(request)) return answer.redirect(`/jobs/${job.id}`, 303);
  const { messages, locale } = visitorOf(request);
  const said = sentence(messages, text);
  return answer.send({ job: job.id, said, html: jobCard(messages, locale, job, advice), key: newId() });
};

/** The texts of a recipe are shown in the form, so an empty field means that none is wanted. */
const ownWords = (option: string): boolean => ['prompt', 'title', 'caption', 'watermark'].includes(option);

/** The start page, and the forms that make clips. */
export const makeRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    await server.register(multipart, { limits: uploadLimits });
    const useUpload = openUploads(play);
    server.register(photoRoutes(play, useUpload));
    server.register(quoteRoutes(play));
    const make = (request: FastifyRequest, name: string, more: Readonly<Record<string, unknown>>) => {
      const command = commandNamed(play, name);
      return useUpload(
        request,
        command.options,
        ({ values, others: { key = '' } }) =>
          command.run(requestOf(request, isId(key) ? key : null), { ...values, ...more }),
        ownWords,
      );
    };
    const some = { rateLimit: { max: 60, timeWindow: 60_000 } };

    server.get('/', { preHandler: admit }, async (request, answer) => {
      await beginSession(request, answer);
      const { like, preset } = likedQuery.parse(request.query);
      const presets = await ownPresets(play, request);
      const unfinished = await commandNamed(play, 'queue').run(requestOf(request), {});
      const { messages } = visitorOf(request);
      const shown = like === undefined ? null : await showOneClip(play, request, like).catch(() => null);
      const liked = shown?.clips[0]?.clip ?? null;
      // A cached page would send the same idempotency key again when the visitor goes back.
      answer.header('cache-control', 'no-store');
      return sendPage(request, answer, {
        title: messages.format('web.play.title'),
        body: playBody(play, visitorOf(request), {
          unfinished: unfinished.jobs,
          like: liked,
          own: liked === null ? await ownDefaults(play, request) : {},
          presets,
          preset: presets.find(({ id }) => id === preset) ?? null,
          clips: await clipsToCopy(play, request, liked),
          terms: await quoteText(
            play,
            request,
            liked === null ? {} : { ...valuesOfOrder(liked.recipe.order) },
          ),
        }),
        scripts: ['play.js'],
        current: 'play',
      });
    });
    server.post(
      '/make',
      {
        onRequest: wantUpload(commandNamed(play, 'animate').options),
        preHandler: admit,
        config: some,
      },
      async (request, answer) => {
        await beginSession(request, answer);
        return answerJob(request, answer, await make(request, 'animate', {}));
      },
    );

    // The share worker takes shared photos; without it nothing is kept, and the visitor chooses the photo again.
    const shared: Options = { photos: { type: 'photos', maximum: 1 } };
    server.post(
      '/share',
      { onRequest: wantUpload(shared), preHandler: admit, config: some },
      async (request, answer) => {
        await useUpload(request, shared, async () => null);
        return answer.redirect('/', 303);
      },
    );
    server.post(
      '/join',
      { onRequest: wantUpload(commandNamed(play, 'join').options), preHandler: admit, config: some },
      async (request, answer) => answerJob(request, answer, await make(request, 'join', {})),
    );

    server.get('/edit/:id', { preHandler: admit }, async (request, answer) => {
      const { id } = named.parse(request.params);
      const { messages } = visitorOf(request);
      const seen = await showOneClip(play, request, id);
      const { order } = seen.clips[0]?.clip.recipe ?? {};
      const values = order === undefined ? {} : valuesOfOrder(order);
      const { id: _, ...options } = commandNamed(play, 'edit').options;
      const form = {
        messages,
        known: play.known,
        values: {
          prompt: order?.prompt ?? '',
          ...Object.fromEntries(Object.entries(values).filter(([name]) => ownWords(name))),
        },
        defaults: values,
      };
      const { format } = messages;
      const edit = format('web.clips.edit');
      const body = html`<section class="stack wide edit">
        <div class="stack"><h1>${edit}</h1><p class="lead">${format('web.clips.edit-lead')}</p></div>
        <div class="beside">!${clipHtml(request, { ...seen, actions: [] })}
        <form class="card stack wishes" method="post" action="/edit/${id}" enctype="multipart/form-data">
          <input type="hidden" name="key" value="${newId()}">
          !${promptField(form, options)}!${wishFields(form, options)}
          <div class="row"><button class="primary">${messages.format('web.play.submit')}</button><a class="button" href="/clips/${id}">${format('web.clips.back')}</a></div>
        </form></div>
      </section>`;
      return sendPage(request, answer, { title: edit, body, scripts: ['play.js'], current: 'clips' });
    });
    server.post(
      '/edit/:id',
      { onRequest: wantUpload(commandNamed(play, 'edit').options), preHandler: admit, config: some },
      async (request, answer) => {
        const { id } = named.parse(request.params);
        const reply = await make(request, 'edit', { id });
        return answerJob(request, answer, reply);
      },
    );
  };
