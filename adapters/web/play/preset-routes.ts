import multipart from '@fastify/multipart';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import { Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import type { NamedPreset } from '../../../src/core/preset.ts';
import { ownPresets as ownPresetsOf } from '../../../src/core/saved-files.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { sendPage } from '../page.ts';
import { buttonRow } from '../result-buttons.ts';
import { sendDownload } from '../send-file.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { beginSession } from '../web-session.ts';
import { fieldsOf } from './fields.ts';
import type { Play } from './play-deps.ts';
import { requireUpload, uploadLimits } from './upload.ts';
import { openUploads } from './uploads.ts';

const named = z.object({ id: z.string().refine(isId) });

/** The visitor's presets. */
export const ownPresets = async (play: Play, request: FastifyRequest): Promise<readonly NamedPreset[]> => {
  if (visitorOf(request).owner === '') return [];
  return ownPresetsOf((command, raw) => commandNamed(play, command).run(requestOf(request), raw));
};

/** `/presets`: the visitor's presets, each to use, export or delete, and a form to import one. */
export const presetRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    await server.register(multipart, { limits: uploadLimits });
    const useUpload = openUploads(play);
    const { name, file } = commandNamed(play, 'preset').options;
    if (name === undefined || file === undefined) throw new Failure('internal');
    const options = { name, file };
    const few = { rateLimit: { max: 60, timeWindow: 60_000 } };
    server.get('/presets', { preHandler: admit }, async (request, answer) => {
      await beginSession(request, answer);
      const { messages } = visitorOf(request);
      const { format } = messages;
      const presets = await ownPresets(play, request);
      const line = ({ id, ...preset }: NamedPreset): string => {
        const [title = '', ...lines] = sentence(messages, {
          key: 'preset',
          values: { preset: { id, ...preset }, shared: false },
        }).split('\n');
        const actions = ['export', 'delete'].map((argument) => ({ command: 'preset', id, argument }));
        return html`<div class="card stack"><h2>${title}</h2><p class="quiet">${lines
          .filter((one) => one.startsWith('•'))
          .join(' ')}</p>
          <div class="row"><a class="button primary" href="/?preset=${id}">${format('web.presets.use')}</a>!${buttonRow(actions, messages)}</div></div>`;
      };
      const empty = sentence(messages, { key: 'no_presets', values: {} });
      const form = { messages, known: play.known, values: {}, defaults: {}, plain: true };
      const title = format('web.presets.title');
      const body = html`<section class="narrow stack"><h1>${title}</h1><p class="lead">${presets.length === 0 ? empty : format('web.presets.lead')}</p>
        !${presets.map(line)}
        <form class="card stack" method="post" action="/presets" enctype="multipart/form-data"><h2>${format('web.presets.import')}</h2><div class="fields">!${fieldsOf(form, options)}</div>
        <div class="row"><button class="primary">${format('web.presets.import')}</button></div></form></section>`;
      answer.header('cache-control', 'no-store');
      return sendPage(request, answer, { title, body, current: 'play' });
    });
    server.post(
      '/presets',
      { onRequest: requireUpload(options), preHandler: admit, config: few },
      async (request, answer) => {
        await beginSession(request, answer);
        await useUpload(request, options, ({ values }) =>
          commandNamed(play, 'preset').run(requestOf(request), { ...values, do: 'import' }),
        );
        return answer.redirect('/presets', 303);
      },
    );
    server.get('/presets/:id.json', { preHandler: admit, config: few }, async (request, answer) => {
      const { id } = named.parse(request.params);
      const { file: saved } = await commandNamed(play, 'preset').run(requestOf(request), {
        id,
        do: 'export',
      });
      if (saved === null) throw new Failure('not_found');
      return sendDownload(answer, saved.name, 'application/json', saved.content);
    });
  };
