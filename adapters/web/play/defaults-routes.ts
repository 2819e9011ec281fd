import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import type { Options } from '../../../src/core/command.ts';
import { isOn } from '../../../src/core/command-options.ts';
import { commandNamed } from '../../../src/core/parse.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { sendPage } from '../page.ts';
import { admit } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { requestOf } from '../web-deps.ts';
import { beginSession } from '../web-session.ts';
import { fieldsOf } from './fields.ts';
import type { Play } from './play-deps.ts';

const sent = z.record(z.string().max(40), z.string().max(60));

/** What the visitor set for their new clips, as form values. */
export const ownDefaults = async (
  play: Play,
  request: FastifyRequest,
): Promise<Readonly<Record<string, string>>> => {
  if (visitorOf(request).owner === '') return {};
  const { text } = await commandNamed(play, 'defaults').run(requestOf(request), {});
  if (text.key !== 'defaults') return {};
  return Object.fromEntries(Object.entries(text.values.set).map(([name, value]) => [name, String(value)]));
};

/** The options that mean something on the page. */
const optionsOf = (play: Play): Options =>
  Object.fromEntries(
    Object.entries(commandNamed(play, 'defaults').options).filter(
      ([name, option]) => name !== 'reset' && isOn('web', option),
    ),
  );

/** `/defaults`: what the visitor sets for their new clips. */
export const defaultsRoutes =
  (play: Play): FastifyPluginAsync =>
  async (server) => {
    const few = { rateLimit: { max: 60, timeWindow: 60_000 } };
    server.get('/defaults', { preHandler: admit }, async (request, answer) => {
      await beginSession(request, answer);
      const { messages } = visitorOf(request);
      const { format } = messages;
      const values = await ownDefaults(play, request);
      const form = { messages, known: play.known, values, defaults: {}, without: ['auto'] };
      const title = sentence(messages, { key: 'defaults', values: { set: {} } }).split('\n')[0] ?? '';
      const body = html`<section class="narrow stack"><h1>${title}</h1><p class="lead">${format('replies.defaults.how')}</p>
        <form class="card stack" method="post" action="/defaults"><div class="fields">!${fieldsOf({ ...form, plain: true }, optionsOf(play))}</div>
        <div class="row"><button class="primary">${format('web.account.save')}</button><a class="button" href="/">${format('web.clips.back')}</a></div></form></section>`;
      answer.header('cache-control', 'no-store');
      return sendPage(request, answer, { title, body, current: 'play' });
    });
    server.post('/defaults', { preHandler: admit, config: few }, async (request, answer) => {
      await beginSession(request, answer);
      const given = Object.entries(sent.parse(request.body)).filter(([, value]) => value !== '');
      // The form shows all of them, so an empty field is a default to remove.
      await commandNamed(play, 'defaults').run(requestOf(request), {
        ...Object.fromEntries(given),
        reset: 'all',
      });
      return answer.redirect('/defaults', 303);
    });
  };
