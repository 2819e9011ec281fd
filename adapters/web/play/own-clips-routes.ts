import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { requireJoinable } from '../../../src/core/joined.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import { optionName } from '../../../src/text/names.ts';
import { sendCard, sendPage } from '../page.ts';
import { sendDownload } from '../send-file.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { liveArea } from './job-card.ts';
import { joinForm } from './join-form.ts';
import { boxOf, ownClipsBody } from './own-clips.ts';
import type { Play } from './play-deps.ts';
import { ownPresets } from './preset-routes.ts';
import { clipsHtml, showOneClip } from './results.ts';

const maxChosen = 50;

const nothing = (text: string | undefined): string | null => text?.trim() || null;
const listed = z.object({
  before: z.string().refine(isId).nullable().default(null).catch(null),
  effect: z.string().max(40).optional().transform(nothing),
  visibility: z.enum(['private', 'public']).nullable().default(null).catch(null),
  words: z.string().max(100).optional().transform(nothing),
});

/** The ids of the selected clips. Throws `Failure` `missing_option` if there are none. */
const chosenIn = (body: unknown): readonly string[] => {
  const names = Object.keys(z.record(z.string(), z.string()).parse(body ?? {}));
  const ids = names.filter((name) => name.startsWith(boxOf(''))).map((name) => name.slice(boxOf('').length));
  const chosen = ids.filter(isId).slice(0, maxChosen);
  if (chosen.length === 0) throw new Failure('missing_option', { option: 'id' });
  return chosen;
};

/** The visitor's clip list and its bulk actions. */
export const ownClipsRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    server.addHook('preHandler', admit);

    server.get('/clips', async (request, answer) => {
      const visitor = visitorOf(request);
      const { before, ...filter } = listed.parse(request.query);
      const unfinished = await commandNamed(play, 'queue').run(requestOf(request), {});
      const page =
        visitor.owner === ''
          ? { entries: [], next: null }
          : await play.ownClips(visitor.owner, filter, before);
      const prompts = visitor.owner === '' ? [] : await play.prompts(visitor.owner);
      return sendPage(request, answer, {
        title: visitor.messages.format('web.clips.title'),
        body: ownClipsBody(
          visitor,
          play.known.effects,
          filter,
          unfinished.jobs,
          page,
          before === null,
          prompts,
          await ownPresets(play, request),
        ),
        scripts: ['play.js'],
        current: 'clips',
      });
    });

    const clipOf = async (request: FastifyRequest, id: string) => {
      const [found] = (await showOneClip(play, request, id)).clips;
      if (found === undefined) throw new Failure('not_found');
      return found;
    };

    server.get('/clips/compare', async (request, answer) => {
      const replies = await Promise.all(chosenIn(request.query).map((id) => showOneClip(play, request, id)));
      const { messages } = visitorOf(request);
      const title = optionName(messages, 'compare');
      const body = html`<section class="stack"><div class="row spread"><h1>${title}</h1><a class="button" href="/clips">${messages.format('web.clips.back')}</a></div>
        !${liveArea(messages, [clipsHtml(request, replies)])}</section>`;
      return sendPage(request, answer, { title, body, scripts: ['play.js'], current: 'clips' });
    });

    server.post('/clips/archive', async (request, answer) => {
      const found = await Promise.all(chosenIn(request.body).map((id) => clipOf(request, id)));
      const chosen = async function* () {
        yield* found;
      };
      return sendDownload(answer, 'photoplay-clips.zip', 'application/zip', play.pack(chosen(), []));
    });

    server.post('/clips/join', async (request, answer) => {
      const clips = await Promise.all(chosenIn(request.body).map((id) => clipOf(request, id)));
      requireJoinable(clips.map(({ clip }) => clip.seconds));
      const visitor = visitorOf(request);
      const title = visitor.messages.format('buttons.join');
      const body = joinForm(play, visitor, clips);
      return sendCard(request, answer, { title, body, current: 'clips', path: '/clips' });
    });

    server.post('/clips/delete', async (request, answer) => {
      const ids = chosenIn(request.body);
      const { messages } = visitorOf(request);
      const { format } = messages;
      const sure = z.object({ sure: z.string().optional() }).parse(request.body).sure !== undefined;
      if (sure) {
        for (const id of ids) await commandNamed(play, 'delete').run(requestOf(request), { id });
        return answer.redirect('/clips', 303);
      }
      const clips = await Promise.all(ids.map((id) => clipOf(request, id)));
      const title = format('web.clips.delete-some', { clips: clips.length });
      const pictures = clips.map(
        ({ clip }) => html`<img src="/clips/${clip.id}/thumbnail" alt="" width="96" height="96">`,
      );
      const body = html`<div class="row doomed">!${pictures}</div>
        <form class="row" method="post" action="/clips/delete">!${ids.map((id) => html`<input type="hidden" name="${boxOf(id)}" value="on">`)}
        <a class="button" href="/clips">${format('buttons.delete-keep')}</a><button class="danger" name="sure" value="yes">${format('buttons.delete')}</button></form>`;
      return sendCard(request, answer, { title, body, current: 'clips', path: '/clips' });
    });
  };
