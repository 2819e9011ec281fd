import multipart from '@fastify/multipart';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import type { Options } from '../../../src/core/command.ts';
import { Failure } from '../../../src/core/failure.ts';
import { isId, newId } from '../../../src/core/id.ts';
import { valuesOfOrder } from '../../../src/core/order-values.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { Reply } from '../../../src/core/reply.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { wantsJson } from '../errors.ts';
import { sendPage } from '../page.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { beginSession } from '../web-session.ts';
import { type RefusedOrder, sendCreate } from './create-page.ts';
import { promptField, valueFields } from './form-values.ts';
import { jobCard } from './job-card.ts';
import { photoRoutes } from './photo-routes.ts';
import type { Play } from './play-deps.ts';
import { answerQuestion } from './question-page.ts';
import { quoteRoutes } from './quote-routes.ts';
import { clipHtml, showOneClip } from './results.ts';
import { requireUpload, uploadLimits } from './upload.ts';
import { openUploads } from './uploads.ts';

const named = z.object({ id: z.string() });
const isOne = z.string().refine(isId).optional().catch(undefined);
const likedQuery = z.object({ like: isOne, preset: isOne, prompt: isOne });

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
const ownWords = (option: string): boolean =>
  ['prompt', 'negative', 'title', 'caption', 'watermark'].includes(option);

/** The start page, and the forms that make clips. */
export const makeRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    await server.register(multipart, { limits: uploadLimits, throwFileSizeLimit: false });
    const useUpload = openUploads(play);
    server.register(photoRoutes(play, useUpload));
    server.register(quoteRoutes(play));
    const make = (
      request: FastifyRequest,
      name: string,
      more: Readonly<Record<string, unknown>>,
      onFields: (fields: Readonly<Record<string, string>>) => void = () => {},
    ) => {
      const command = commandNamed(play, name);
      return useUpload(
        request,
        command.options,
        ({ values, others: { key = '' } }) =>
          command.run(requestOf(request, isId(key) ? key : null), { ...values, ...more }),
        { blank: ownWords, onFields },
      );
    };
    const some = { rateLimit: { max: 60, timeWindow: 60_000 } };

    server.get('/', { preHandler: admit }, async (request, answer) => {
      await beginSession(request, answer);
      return sendCreate(play, request, answer, likedQuery.parse(request.query));
    });
    server.post(
      '/make',
      {
        onRequest: requireUpload(commandNamed(play, 'animate').options),
        preHandler: admit,
        config: some,
      },
      async (request, answer) => {
        await beginSession(request, answer);
        let given: RefusedOrder['given'] = {};
        const reply = await make(request, 'animate', {}, (fields) => {
          given = fields;
        }).catch((error: unknown) => {
          // Without scripts, the form comes back with the message and what was filled in.
          if (!(error instanceof Failure) || wantsJson(request) || Object.keys(given).length === 0)
            throw error;
          return error;
        });
        return reply instanceof Failure
          ? sendCreate(play, request, answer, { like: given['like'] }, { given, failure: reply })
          : answerJob(request, answer, reply);
      },
    );

    // The share worker takes shared photos; without it nothing is kept, and the visitor chooses the photo again.
    const shared: Options = { photos: { type: 'photos', maximum: 1 } };
    server.post(
      '/share',
      { onRequest: requireUpload(shared), preHandler: admit, config: some },
      async (request, answer) => {
        await useUpload(request, shared, async () => null);
        return answer.redirect('/', 303);
      },
    );
    server.post(
      '/join',
      { onRequest: requireUpload(commandNamed(play, 'join').options), preHandler: admit, config: some },
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
          ...{ prompt: order?.prompt ?? '', negative: order?.negative ?? '' },
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
          !${promptField(form, options)}!${valueFields(form, options)}
          <div class="row"><button class="primary">${messages.format('web.play.submit')}</button><a class="button" href="/clips/${id}">${format('web.clips.back')}</a></div>
        </form></div>
      </section>`;
      return sendPage(request, answer, { title: edit, body, scripts: ['play.js'], current: 'clips' });
    });
    server.post(
      '/edit/:id',
      { onRequest: requireUpload(commandNamed(play, 'edit').options), preHandler: admit, config: some },
      async (request, answer) => {
        const { id } = named.parse(request.params);
        const reply = await make(request, 'edit', { id });
        return answerJob(request, answer, reply);
      },
    );
  };
