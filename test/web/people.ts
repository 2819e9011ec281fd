import type { FastifyInstance } from 'fastify';
import type { Play } from '../../adapters/web/play/play-deps.ts';
import { playground } from '../../adapters/web/play/play-routes.ts';
import { commands } from '../../commands/all.ts';
import type { BoundCommand, Command } from '../../src/core/command.ts';
import { bind } from '../../src/jobs/bind-command.ts';
import { clipsOf, promptsOf } from '../../src/jobs/lists.ts';
import { checkPhoto, previewPhoto, selectInPhoto } from '../../src/jobs/photo-check.ts';
import { quote } from '../../src/jobs/quote.ts';
import type { Services } from '../../src/jobs/services.ts';
import { jobView, openJobViews, photoOf } from '../../src/jobs/watch-jobs.ts';
import { fitWith } from '../../src/media/fit-copy.ts';
import { packClips } from '../../src/media/pack-clips.ts';
import { languages, log, type Parts, secret, siteOf } from './visit.ts';

const knownTo = (services: Services) => ({
  effects: services.effects.map(({ name }) => name),
  engines: services.engines.map(({ name }) => name),
  models: services.engines.flatMap((engine) => engine.models().map(({ name }) => name)),
});

const playOf = (services: Services, bound?: readonly BoundCommand[]): Play => {
  const known = knownTo(services);
  return {
    commands:
      bound ?? commands.map((command) => bind(command as unknown as Command<Services>, services, known)),
    known,
    log,
    secret,
    ...{ effects: services.effects, opinions: services.opinions },
    photo: (job) => photoOf(services, job),
    jobView: (job) => jobView(services, job),
    readJobs: openJobViews(services),
    checkPhoto: (path, folder) => checkPhoto(services, path, folder),
    previewPhoto: (path, folder) => previewPhoto(services, path, folder),
    selectInPhoto: (path, folder, at) => selectInPhoto(services, path, folder, at),
    prompts: (owner) => promptsOf(services, owner),
    ownClips: (owner, filter, before) => clipsOf(services, owner, before, { filter, size: 24 }),
    quote: (wish, photos) => quote(services, wish, photos),
    pack: packClips,
    fit: fitWith(
      { name: 'ffmpeg', path: 'ffmpeg' },
      () => {
        throw new Error('not marked');
      },
      (task) => task(),
      'off',
    ),
    workspace: services.storage.workspace,
  };
};

/** The pages around a house's playground, with other sections beside it. `bound`: the commands, where others have them too. */
export const pagesOf = (
  services: Services,
  limit = 100_000,
  { sections = [], bound, ...more }: Parts & { readonly bound?: readonly BoundCommand[] } = {},
) =>
  siteOf({
    ...more,
    sections: [playground(playOf(services, bound), languages.messages), ...sections],
    limit,
  });

type Asked = { readonly json?: boolean; readonly headers?: Record<string, string> };

/** Somebody with a browser, which keeps cookies and sends forms: with a session, unless they `begin` elsewhere. */
export const person = async (server: FastifyInstance, begin = '/') => {
  const cookies: Record<string, string> = {};
  const ask = async (
    method: 'GET' | 'POST',
    url: string,
    body: FormData | URLSearchParams | null,
    { json = false, headers = {} }: Asked = {},
  ) => {
    const sent = body === null ? null : new Response(body);
    const answer = await server.inject({
      method,
      url,
      cookies,
      headers: {
        host: 'localhost:8787',
        accept: json ? 'application/json' : 'text/html',
        ...(sent === null ? {} : { 'content-type': sent.headers.get('content-type') ?? '' }),
        ...headers,
      },
      ...(sent === null ? {} : { payload: Buffer.from(await sent.arrayBuffer()) }),
    });
    for (const { name, value } of answer.cookies) cookies[name] = value;
    return answer;
  };
  await ask('GET', begin, null);
  return {
    cookies,
    get: (url: string, asked?: Asked) => ask('GET', url, null, asked),
    post: (url: string, body: FormData | URLSearchParams, asked?: Asked) => ask('POST', url, body, asked),
    press: (action: string, asked?: Asked) => ask('POST', '/act', new URLSearchParams({ action }), asked),
  };
};

/** A form as the start page sends it. */
export const wish = (
  fields: Record<string, string> = {},
  photo: string | Blob = 'bytes of a photo',
): FormData => {
  const form = new FormData();
  form.append('photos', new Blob([photo], { type: 'image/jpeg' }), 'photo.jpg');
  // An empty field for a file, as browsers send it.
  form.append('audio', new Blob([]), '');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};
