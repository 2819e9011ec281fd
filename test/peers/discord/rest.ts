import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { readBody } from './body.ts';
import type { Check } from './contract.ts';
import { type Answer, takeFault } from './faults.ts';
import { Problem, problems } from './problem.ts';
import { type Route, routes } from './routes.ts';
import type { State } from './state.ts';

type Sent = { status: number; body?: unknown; headers?: Readonly<Record<string, string>> };

const carryOut = async (state: State, request: IncomingMessage, url: URL, check: Check): Promise<Sent> => {
  const method = request.method ?? 'GET';
  const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?/, '');
  const known = routes.flatMap((route): [Route, RegExpExecArray][] => {
    const match = route.method === method ? route.pattern.exec(path) : null;
    return match === null ? [] : [[route, match]];
  });
  const [[route, match] = []] = known;
  if (route === undefined || match === undefined || match === null) throw problems.unknownRoute();
  const { authorization } = request.headers;
  if (route.bot && authorization !== `Bot ${state.token}`) throw problems.unauthorized();
  if (!route.bot && authorization !== undefined)
    state.complaints.push(`${method} ${path} shows the bot's token`);
  const body = await readBody(request);
  const payload = body.payload['list'] ?? body.payload;
  if (body.size > 0)
    state.complaints.push(
      ...check(method, path, payload, body.multipart).map((each) => `${method} ${path}: ${each}`),
    );
  return route.run({ state, parameters: match.slice(1), query: url.searchParams, body });
};

const problemToWire = (error: unknown): Sent => {
  if (!(error instanceof Problem)) throw error;
  const { status, code, message, details, retryAfter } = error;
  const body = { message, code, ...(details === undefined ? {} : { errors: details }) };
  if (retryAfter === null) return { status, body };
  const headers = { 'retry-after': String(retryAfter), 'x-ratelimit-scope': 'user' };
  return { status, body: { ...body, retry_after: retryAfter, global: false }, headers };
};

const send = (response: ServerResponse, { status, body, headers = {} }: Sent): void => {
  // An empty answer must not call itself JSON.
  if (body === undefined) return void response.writeHead(status, headers).end();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
};

const goesOn = ({ kind }: Answer): boolean => kind === 'late' || kind === 'held';

const suffer = async (answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (answer.kind === 'reset') return void request.socket.destroy();
  if (answer.kind === 'late') return void (await wait(answer.milliseconds));
  if (answer.kind === 'held') return void (await answer.until);
  send(response, answer);
};

/** Answers one request of the REST interface. */
export const answerRest = async (
  state: State,
  check: Check,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://peer');
  const path = decodeURIComponent(url.pathname);
  const method = request.method ?? 'GET';
  const at = state.clock.now();
  const files = request.headers['content-type']?.startsWith('multipart/') === true;
  const before = takeFault(state.faults, method, path, files, 'before');
  if (before !== null) {
    if (!goesOn(before.answer)) request.resume();
    await suffer(before.answer, request, response);
    if (!goesOn(before.answer)) {
      state.called.push({
        method,
        path,
        at,
        status: before.answer.kind === 'status' ? before.answer.status : 0,
      });
      return;
    }
  }
  const sent = await carryOut(state, request, url, check).catch(problemToWire);
  state.called.push({ method, path, at, status: sent.status });
  const after = takeFault(state.faults, method, path, files, 'after');
  if (after !== null) await suffer(after.answer, request, response);
  if (after === null || goesOn(after.answer)) send(response, sent);
};
