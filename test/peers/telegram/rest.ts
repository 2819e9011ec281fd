import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../discord/faults.ts';
import { asking } from './asking.ts';
import { type Body, number, readBody } from './body.ts';
import type { Call, Method } from './call.ts';
import { checkCall } from './contract.ts';
import { editing } from './editing.ts';
import { takeFault } from './faults.ts';
import { Problem, problems } from './problem.ts';
import { sending } from './sending.ts';
import type { State } from './state.ts';

const methods: Readonly<Record<string, Method>> = { ...asking, ...sending, ...editing };

type Sent = { readonly status: number; readonly body: unknown; readonly problem: string | null };

export type Parts = Pick<Call, 'state' | 'flood' | 'updates'>;

const send = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
};

const goesOn = ({ kind }: Answer): boolean => kind === 'late' || kind === 'held';

const suffer = async (
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> => {
  if (answer.kind === 'reset') return void request.socket.destroy();
  if (answer.kind === 'late') return await wait(answer.milliseconds, undefined, { signal }).catch(() => {});
  if (answer.kind === 'held') return void (await answer.until);
  send(response, answer.status, answer.body, answer.headers);
};

const carryOut = async (parts: Parts, name: string, body: Body, gone: AbortSignal): Promise<Sent> => {
  const { state } = parts;
  try {
    const method = methods[name];
    state.complaints.push(...checkCall(name, body).map((complaint) => `${name}: ${complaint}`));
    if (method === undefined) throw problems.unknownMethod();
    const result = await method({ ...parts, ...body, gone });
    return { status: 200, body: { ok: true, result }, problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { status, message, parameters, careless } = error;
    if (careless || status === 404) state.complaints.push(`${name}: ${message}`);
    return {
      status,
      problem: message,
      body: {
        ok: false,
        error_code: status,
        description: message,
        ...(parameters === undefined ? {} : { parameters }),
      },
    };
  }
};

const goneSignal = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
};

const sendProblem = (response: ServerResponse, { status, message }: Problem): void =>
  send(response, status, { ok: false, error_code: status, description: message });

/** Answers one call of the Bot API. */
export const answerRest = async (
  parts: Parts,
  token: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const { state } = parts;
  const { searchParams } = new URL(request.url ?? '/', 'http://peer');
  const at = state.clock.now();
  const body = await readBody(request, searchParams).catch((error: unknown) => {
    if (error instanceof Problem) return error;
    throw error;
  });
  if (body instanceof Problem) return sendProblem(response, body);
  if (token !== state.token) return sendProblem(response, problems.unauthorized());
  const chat = number(body.payload, 'chat_id');
  const note = (status: number, problem: string | null = null): void =>
    void state.called.push({ method: name, chat, at, status, problem });
  const gone = goneSignal(response);
  const before = takeFault(state.faults, name, chat, 'before');
  if (before !== null) {
    await suffer(before.answer, request, response, gone);
    // Who hangs up before it is their turn is forgotten.
    if (!goesOn(before.answer) || gone.aborted)
      return note(before.answer.kind === 'status' ? before.answer.status : 0);
  }
  const sent = await carryOut(parts, name, body, gone);
  note(sent.status, sent.problem);
  const after = takeFault(state.faults, name, chat, 'after');
  if (after !== null) await suffer(after.answer, request, response, gone);
  if (after === null || goesOn(after.answer)) send(response, sent.status, sent.body);
};

/** Hands out a file whose link the bot has asked for. */
export const answerFile = (state: State, token: string, path: string, response: ServerResponse): void => {
  const file = [...state.files.values()].find((one) => one.path === path);
  if (token !== state.token) return void sendProblem(response, problems.unauthorized());
  if (file === undefined || file.linkedUntil < state.clock.now())
    return void sendProblem(response, problems.unknownMethod());
  const { bytes, serve } = file;
  if (serve === 'broken') return void response.writeHead(502).end('<html>bad gateway</html>');
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length });
  if (serve === 'cut') {
    response.write(bytes.subarray(0, bytes.length / 2));
    return void setImmediate(() => response.destroy());
  }
  // It never ends: whoever waits for it must give up.
  if (serve === 'slow') return void response.write(bytes.subarray(0, 1));
  response.end(bytes);
};
