import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import * as z from 'zod';
import type { Request } from '../../../src/core/command.ts';
import { asFailure, Failure } from '../../../src/core/failure.ts';
import { isId } from '../../../src/core/id.ts';
import { jobFilters } from '../../../src/core/overview.ts';
import { failureText } from '../../../src/text/failure-text.ts';
import { effectName } from '../../../src/text/names.ts';
import { sentence } from '../../../src/text/sentence.ts';
import { linkedClip } from '../gallery/clip-urls.ts';
import { sendPage } from '../page.ts';
import { keyCheck } from '../sign-in.ts';
import { visitorOf } from '../visitor.ts';
import { webTarget } from '../web-platform.ts';
import type { AdminDeps } from './admin-deps.ts';
import { head, say, sendSheet } from './admin-frame.ts';
import type { Pen } from './admin-parts.ts';
import { sessionPages } from './admin-sessions.ts';
import { enginesBody } from './engines-page.ts';
import { jobBody, jobsBody } from './jobs-page.ts';
import { operatorSession, signInOperator, signOutOperator } from './operator-key.ts';
import { overviewBody } from './overview-page.ts';
import { peopleBody } from './people-page.ts';
import { reportedFiles } from './reported-files.ts';
import { reportsBody } from './reports-page.ts';

// Redirect only to admin pages: the form's return path is untrusted.
const ownPath = (text: string): string => (/^\/admin(?:[/?][\w/?=&-]*)?$/.test(text) ? text : '/admin');

const penFor = (request: FastifyRequest, { english }: AdminDeps): Pen => ({
  ...{ messages: english, back: request.url },
});

const operator = (request: FastifyRequest): Request => ({
  actor: { id: 'web:operator', communities: [], moderates: [], operator: true },
  uncapped: true,
  community: null,
  target: webTarget,
  visibility: 'private',
  requester: 'person',
  canAsk: false,
  spoiler: false,
  adult: false,
  foreignPhoto: false,
  key: null,
  locale: visitorOf(request).locale,
});

const keyPage = (request: FastifyRequest, answer: FastifyReply, { english }: AdminDeps, wrong: boolean) => {
  const { format } = english;
  const title = format('admin.key.title');
  const next = ownPath(z.object({ next: z.string().max(500).default('') }).parse(request.query).next);
  const body = html`<section class="narrow card stack" lang="en">
    <h1>${title}</h1>
    <p>${format('admin.key.lead')}</p>
    !${wrong ? html`<p class="notice bad" role="alert">${format('admin.key.wrong')}</p>` : ''}
    <form method="post" action="/admin/key?next=${encodeURIComponent(next)}" class="stack">
      <label for="key">${format('admin.key.label')}</label>
      <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
      <button class="primary">${format('admin.key.submit')}</button>
    </form>
  </section>`;
  answer.code(wrong ? 403 : 200).header('cache-control', 'no-store');
  return sendPage(request, answer, { title, body, head: head() });
};

const keyRoutes = (server: FastifyInstance, deps: AdminDeps): void => {
  server.get('/admin/key', async (request, answer) => keyPage(request, answer, deps, false));
  const few = { rateLimit: { max: 5, timeWindow: 60_000 } };
  const isKey = keyCheck(deps.signIn);
  server.post('/admin/key', { config: few }, async (request, answer) => {
    const { key } = z.object({ key: z.string().max(1_000) }).parse(request.body);
    if (!isKey(key)) {
      deps.log.warn({ address: request.ip }, 'a wrong key was entered for the admin pages');
      return keyPage(request, answer, deps, true);
    }
    await signInOperator(request, answer, deps.signIn);
    const { next } = z.object({ next: z.string().max(500).default('') }).parse(request.query);
    return answer.redirect(ownPath(next), 303);
  });
  server.post('/admin/out', async (request, answer) => {
    await signOutOperator(request, answer, deps.signIn);
    return answer.redirect('/admin/key', 303);
  });
};

const listed = z.object({
  state: z.enum(jobFilters).catch('all'),
  before: z.string().nullable().default(null),
  owner: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .transform((owner) => owner || null),
});

const searched = z.object({ find: z.string().trim().max(200).default('') });

const looks = (server: FastifyInstance, deps: AdminDeps): void => {
  const { english } = deps;
  const { format } = english;
  const commands = (name: string) => deps.commands.find((one) => one.name === name);
  server.get('/admin', async (request, answer) => {
    const body = overviewBody(penFor(request, deps), await deps.overview());
    return sendSheet(request, answer, english, {
      place: 'overview',
      title: format('admin.overview.title'),
      body,
    });
  });
  server.get('/admin/jobs', async (request, answer) => {
    const { state, before, owner } = listed.parse(request.query);
    if (before !== null && !isId(before)) throw new Failure('not_found');
    const body = jobsBody(penFor(request, deps), { state, owner }, await deps.jobs(state, before, owner));
    return sendSheet(request, answer, english, { place: 'jobs', title: format('admin.jobs.title'), body });
  });
  server.get<{ Params: { id: string } }>('/admin/jobs/:id', async (request, answer) => {
    const sheet = isId(request.params.id) ? await deps.job(request.params.id) : null;
    if (sheet === null) throw new Failure('not_found');
    const body = jobBody(penFor(request, deps), sheet, commands);
    return sendSheet(request, answer, english, {
      place: 'jobs',
      title: format('admin.job.title', { effect: effectName(english, sheet.job.effect) }),
      body,
    });
  });
  server.get('/admin/people', async (request, answer) => {
    const { find } = searched.parse(request.query);
    const job = await deps.jobBehind(linkedClip(find)?.id ?? find);
    if (job !== null) return answer.redirect(`/admin/jobs/${job}`, 303);
    const body = peopleBody(penFor(request, deps), find, await deps.people(find), commands);
    return sendSheet(request, answer, english, {
      place: 'people',
      title: format('admin.people.title'),
      body,
    });
  });
  server.get('/admin/engines', async (request, answer) => {
    const { engines, pausedAll } = await deps.engines();
    const spending = await commands('spending')?.run(operator(request), {});
    const told = spending === undefined ? '' : sentence(english, spending.text);
    const body = enginesBody(penFor(request, deps), engines, pausedAll, told, commands);
    return sendSheet(request, answer, english, {
      place: 'engines',
      title: format('admin.engines.title'),
      body,
    });
  });
  server.get('/admin/reports', async (request, answer) => {
    const body = reportsBody(penFor(request, deps), await deps.reports(), commands);
    return sendSheet(request, answer, english, {
      place: 'reports',
      title: format('admin.reports.title'),
      body,
    });
  });
};

const form = z.record(z.string(), z.string().max(2_000));

/** Runs a command as the operator and shows the result on the page it came from. */
const actionRoutes = (server: FastifyInstance, deps: AdminDeps): void => {
  server.post<{ Params: { name: string } }>('/admin/do/:name', async (request, answer) => {
    const command = deps.commands.find(({ name }) => name === request.params.name);
    if (command === undefined) throw new Failure('not_found');
    const { back = '', ...fields } = form.parse(request.body ?? {});
    const raw = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    const { english } = deps;
    try {
      const { text } = await command.run(operator(request), raw);
      deps.log.warn({ command: command.name, address: request.ip }, 'an operator ran a command');
      say(answer, sentence(english, text), true);
    } catch (error) {
      const failure = asFailure(error);
      if (failure.kind === 'internal') throw error;
      say(answer, failureText(english, failure), false);
    }
    return answer.redirect(ownPath(back), 303);
  });
};

/** The admin pages. They don't exist without a configured key, and without signing in only that page is visible. */
export const adminPages =
  (deps: AdminDeps): FastifyPluginAsync =>
  async (server) => {
    server.addHook('onRequest', async (request, answer) => {
      if (deps.signIn.key === null) throw new Failure('not_found');
      if (request.routeOptions.url === '/admin/key') return undefined;
      if ((await operatorSession(request, deps.signIn)) !== null) return undefined;
      const next = request.method === 'GET' ? `?next=${encodeURIComponent(ownPath(request.url))}` : '';
      return answer.redirect(`/admin/key${next}`, 303);
    });
    keyRoutes(server, deps);
    looks(server, deps);
    actionRoutes(server, deps);
    sessionPages(server, deps);
    reportedFiles(server, deps);
  };
