import { readFile } from 'node:fs/promises';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { fileOf } from '../../../src/core/formats.ts';
import { isId } from '../../../src/core/id.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { ClipFile } from '../../../src/core/reply.ts';
import { wantsJson } from '../errors.ts';
import { sendPage } from '../page.ts';
import { sendDownload, sendStored } from '../send-file.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { nameOf } from './fields.ts';
import { liveArea } from './job-card.ts';
import type { Play } from './play-deps.ts';
import { clipHtml, jobHtml, ownJob, showOneClip } from './results.ts';

const named = z.object({ id: z.string().refine(isId) });
const savable = z.object({
  format: z.string().max(40).optional(),
  at: z
    .string()
    .max(20)
    .optional()
    .transform((at) => at || undefined),
});
const wanted = z.object({ download: z.string().optional() });

const idIn = (request: FastifyRequest): string => {
  const parsed = named.safeParse(request.params);
  if (!parsed.success) throw new Failure('not_found');
  return parsed.data.id;
};

/** Routes for the visitor's own jobs and clips. */
export const clipRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    server.addHook('preHandler', admit);

    server.get('/jobs/:id', async (request, answer) => {
      const job = await ownJob(play, request, idIn(request));
      const body = await jobHtml(play, request, job);
      if (wantsJson(request)) return answer.send({ done: job.state === 'done', html: body });
      const { messages } = visitorOf(request);
      const { format } = messages;
      const title = format('web.clips.job');
      const waiting = job.state !== 'done';
      const name = nameOf(messages, job.effect);
      return sendPage(request, answer, {
        title: waiting ? title : name,
        head: waiting ? '<noscript><meta http-equiv="refresh" content="3"></noscript>' : '',
        body: html`<section class="stack !${job.clips.length > 1 ? '' : 'narrow'}"><h1 class="unseen">${waiting ? title : name}</h1>
          !${liveArea(messages, [body])}
          <noscript>!${waiting ? html`<p class="quiet">${format('web.clips.refreshes')}</p>` : ''}</noscript>
          <p><a class="button" href="/">${format('web.clips.another')}</a></p></section>`,
        scripts: ['play.js'],
        current: 'clips',
      });
    });

    server.get('/jobs/:id/photo', async (request, answer) => {
      const job = await ownJob(play, request, idIn(request));
      return sendStored(answer, await play.photo(job.id), { type: 'image/jpeg' });
    });

    server.get('/clips/:id', async (request, answer) => {
      const reply = await showOneClip(play, request, idIn(request));
      const { messages } = visitorOf(request);
      const title = nameOf(messages, reply.clips[0]?.clip.recipe.order.effect ?? '');
      const body = html`<section class="stack narrow"><h1 class="unseen">${title}</h1>
        !${liveArea(messages, [clipHtml(request, reply)])}</section>`;
      return sendPage(request, answer, { title, body, scripts: ['play.js'], current: 'clips' });
    });

    const send = async (request: FastifyRequest, answer: FastifyReply, kind: 'file' | 'thumbnail') => {
      const id = idIn(request);
      const [found] = (await showOneClip(play, request, id)).clips;
      if (found === undefined) throw new Failure('not_found');
      if (kind === 'thumbnail') return sendStored(answer, found.thumbnail, { type: 'image/jpeg' });
      const { effect, seed } = found.clip.recipe.order;
      const download = `photoplay-${effect}-${seed}.mp4`;
      const saved = wanted.parse(request.query).download !== undefined;
      return sendStored(answer, found.path, { type: 'video/mp4', ...(saved ? { download } : {}) });
    };
    const fitted = async (clip: ClipFile): Promise<Buffer> => {
      await using workspace = await play.workspace();
      const path = await play.fit(clip, Number.POSITIVE_INFINITY, workspace.folder);
      if (path === null) throw new Failure('bad_output');
      return await readFile(path);
    };
    const some = { rateLimit: { max: 30, timeWindow: 60_000 } };
    server.get('/clips/:id/save', { config: some }, async (request, answer) => {
      const values = savable.parse(request.query);
      const reply = await commandNamed(play, 'save').run(requestOf(request), {
        id: idIn(request),
        ...values,
      });
      const [found] = reply.clips;
      if (found === undefined) throw new Failure('missing_option', { option: 'format' });
      const file = await fitted(found);
      const { ending, type } = fileOf(found);
      const { effect, seed } = found.clip.recipe.order;
      return sendDownload(answer, `photoplay-${effect}-${seed}.${ending}`, type, file);
    });
    server.get('/clips/:id/file', (request, answer) => send(request, answer, 'file'));
    server.get('/clips/:id/thumbnail', (request, answer) => send(request, answer, 'thumbnail'));
  };
