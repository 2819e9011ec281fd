import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { html } from 'ghtml';
import { ZodError } from 'zod';
import { Failure, type FailureKind, isUsage } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { drainBody } from './bad-requests.ts';
import { sendPage } from './page.ts';
import { visitorOf } from './visitor.ts';

const codes: Partial<Record<FailureKind, number>> = {
  bad_request: 400,
  not_found: 404,
  not_allowed: 403,
  not_manager: 403,
  foreign_request: 403,
  playground_off: 403,
  wrong_key: 403,
  no_credits: 402,
  no_community_credits: 402,
  expired: 410,
  taken_down: 410,
  link_expired: 410,
  bad_range: 416,
  photo_too_heavy: 413,
  sound_too_heavy: 413,
  request_too_big: 413,
  photo_not_image: 415,
  photo_type_unsupported: 415,
  sound_not_audio: 415,
  too_many_requests: 429,
  too_many_reports: 429,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
  queue_down: 503,
  store_down: 503,
  fault: 503,
  disk_full: 507,
};

/** The HTTP status for a kind of failure. */
export const codeOf = (kind: FailureKind): number => codes[kind] ?? (isUsage(kind) ? 400 : 422);

const known = (error: FastifyError): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof ZodError) return new Failure('bad_request', {}, error);
  const code = error.statusCode ?? 500;
  // A file that was deleted while it was asked for.
  if (error.code === 'ENOENT') return new Failure('not_found', {}, error);
  if (code === 413) return new Failure('request_too_big', {}, error);
  if (code === 404) return new Failure('not_found', {}, error);
  if (code === 416) return new Failure('bad_range', {}, error);
  return new Failure(code < 500 ? 'bad_request' : 'internal', {}, error);
};

/** Whether the client prefers JSON over HTML. */
export const wantsJson = (request: FastifyRequest): boolean =>
  request.type(['text/html', 'application/json']) === 'application/json';

/** Titles of pages for failures that aren't a fault of the site. */
const titles: Partial<Record<FailureKind, `web.error.${'not-found' | 'too-many' | 'off' | 'removed'}`>> = {
  not_found: 'web.error.not-found',
  too_many_requests: 'web.error.too-many',
  playground_off: 'web.error.off',
  taken_down: 'web.error.removed',
};

/** Where a page about a failure leads: its URL and label. */
const wayOut = ({ method, url }: FastifyRequest, kind: FailureKind, admitted: string) => {
  if (kind === 'too_many_requests' && method === 'GET') return [url, 'buttons.retry'] as const;
  return admitted === 'no'
    ? (['/gallery', 'web.sections.gallery'] as const)
    : (['/', 'web.error.home'] as const);
};

/** The option whose value was refused; undefined if it is about none. */
const fieldOf = ({ kind, facts }: Failure): string | undefined => {
  if (kind === 'bad_camera') return 'camera';
  return typeof facts['option'] === 'string' ? facts['option'] : undefined;
};

/** Sends a failure: an HTML page, or `{ error, sentence, field }` to clients that prefer JSON. */
export const showFailure = (
  request: FastifyRequest,
  answer: FastifyReply,
  failure: Failure,
  code: number = codeOf(failure.kind),
): FastifyReply => {
  const { messages, admitted } = visitorOf(request);
  const { kind, facts } = failure;
  const sentence = failureText(messages, failure);
  answer.code(code).header('cache-control', 'no-store');
  if (kind === 'too_many_requests') answer.header('retry-after', String(facts['seconds'] ?? 60));
  if (wantsJson(request)) return answer.send({ error: kind, sentence, field: fieldOf(failure) });
  const own = titles[kind];
  const title = messages.format(own ?? 'web.error.title');
  const digits = own === undefined || kind === 'not_found';
  const [href, label] = wayOut(request, kind, admitted);
  const body = html`<section class="narrow stack trouble">
    !${digits ? html`<p class="code" aria-hidden="true">${code}</p>` : ''}
    <h1>${title}</h1>
    <p>${kind === 'not_found' && request.routeOptions.url === undefined ? messages.format('web.error.no-page') : sentence}</p>
    <p><a class="button primary" href="${href}">${messages.format(label)}</a></p>
  </section>`;
  return sendPage(request, answer, { title, body, path: '/' });
};

/** An unsatisfiable range error carries headers that tell the length of the file. */
type Thrown = FastifyError & { readonly headers?: Record<string, string> };

/** The error handler for all pages. */
export const failureHandler =
  (log: Log) =>
  (error: Thrown, request: FastifyRequest, answer: FastifyReply): FastifyReply => {
    const failure = known(error);
    if (!request.raw.complete) {
      answer.header('connection', 'close');
      drainBody(request);
    }
    if (failure.kind === 'bad_range') answer.headers(error.headers ?? {});
    if (failure.kind === 'internal') log.error({ error }, 'page failed');
    // Requests rejected by Fastify itself keep their own status code.
    const refused = failure.kind === 'bad_request' ? error.statusCode : undefined;
    return showFailure(request, answer, failure, refused ?? codeOf(failure.kind));
  };
