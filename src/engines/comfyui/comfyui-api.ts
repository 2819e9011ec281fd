import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { asFailure, Failure } from '../../core/failure.ts';
import { type Nodes, nodesShape } from './check-graph.ts';
import type { Graph } from './workflow.ts';

const queued = z.tuple([z.number(), z.string()], z.unknown());
const queueShape = z.object({ queue_running: z.array(queued), queue_pending: z.array(queued) });

const file = z.object({
  filename: z.string(),
  subfolder: z.string().default(''),
  type: z.string().default('output'),
});
export type OutputFile = z.infer<typeof file>;

const entry = z.object({
  // ComfyUI's own nodes list videos under `images`, others under `gifs` or `videos`.
  outputs: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  status: z
    .object({
      status_str: z.string(),
      messages: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())])).default([]),
    })
    .nullish(),
});
export type HistoryEntry = z.infer<typeof entry>;
const historyShape = z.record(z.string(), entry);

const uploadShape = z.object({ name: z.string(), subfolder: z.string().default(''), type: z.string() });
const refusedShape = z.object({
  node_errors: z
    .record(z.string(), z.object({ class_type: z.string(), errors: z.array(z.object({ type: z.string() })) }))
    .catch({}),
});

export const readFiles = (list: unknown): OutputFile[] => z.array(file).safeParse(list).data ?? [];

export type ServerSettings = {
  readonly url: string;
  /** The full value of the `Authorization` header, for a proxy in front of the server. */
  readonly authorization?: string | undefined;
  /** Timeout per request, in milliseconds. */
  readonly timeout: number;
};

const name = 'ComfyUI';
const submitPath = '/prompt';
const maximumTries = 3;
// Otherwise a server shows previews only if it was started with `--preview-method`. Older ones ignore this.
const previews = { preview_method: 'auto' };
const pause = 150;
export const away = (cause?: unknown): Failure => new Failure('unavailable', { name }, cause);

/** The nodes a server rejected and the error types. Omits the input values, which can hold user text. */
const refusedNodes = (body: string): string => {
  try {
    const { node_errors } = refusedShape.parse(JSON.parse(body));
    return Object.entries(node_errors)
      .map(([node, { class_type, errors }]) => `node ${node} (${class_type}): ${errors[0]?.type}`)
      .join('; ');
  } catch {
    return '';
  }
};

/** A client for one ComfyUI server. Its methods throw `Failure`. */
export const connect = ({ url, authorization, timeout }: ServerSettings) => {
  const headers = authorization === undefined ? {} : { authorization };

  const callOnce = async (path: string, init: RequestInit): Promise<Response> => {
    const signals = [AbortSignal.timeout(timeout), ...(init.signal ? [init.signal] : [])];
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'error',
      headers: { ...headers, ...init.headers },
      signal: AbortSignal.any(signals),
    }).catch((error: unknown) => {
      throw away(error);
    });
    if (response.ok) return response;
    const body = await response.text().catch(() => '');
    const cause = new Error(`status ${response.status} ${refusedNodes(body)}`.trim());
    if (response.status === 401 || response.status === 403) throw new Failure('auth', { name }, cause);
    if (response.status === 404) throw new Failure('not_found', {}, cause);
    throw response.status === 400 ? new Failure('invalid_input', {}, cause) : away(cause);
  };

  /** Calls a route and retries while the server is unavailable, except for `/prompt`, which isn't safe to repeat. */
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await callOnce(path, init);
      } catch (error) {
        const passes = asFailure(error).kind === 'unavailable' && init.signal?.aborted !== true;
        if (!passes || path === submitPath || tries === maximumTries) throw error;
        await sleep(tries * pause);
      }
    }
  };

  const read = async <T>(shape: z.ZodType<T>, response: Promise<Response>): Promise<T> => {
    const answer = await response;
    try {
      return shape.parse(await answer.json());
    } catch (error) {
      throw away(error);
    }
  };

  const post = (path: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal !== undefined && { signal }),
    });

  const pass = async (response: Promise<Response>): Promise<void> => {
    await (await response).body?.cancel();
  };

  return {
    url,
    headers,
    nodes: (signal: AbortSignal): Promise<Nodes> => read(nodesShape, call('/object_info', { signal })),
    submit: (graph: Graph, id: string, signal: AbortSignal): Promise<void> =>
      pass(post(submitPath, { prompt: graph, prompt_id: id, client_id: id, extra_data: previews }, signal)),
    /** A prompt's place in the queue; `jobs` is the total number of queued and running prompts. */
    queue: async (id: string): Promise<{ place: 'running' | 'pending' | null; jobs: number }> => {
      const { queue_running, queue_pending } = await read(queueShape, call('/queue'));
      const has = (list: typeof queue_running) => list.some(([, prompt]) => prompt === id);
      const place = has(queue_running) ? 'running' : has(queue_pending) ? 'pending' : null;
      return { place, jobs: queue_running.length + queue_pending.length };
    },
    history: async (id: string): Promise<HistoryEntry | null> =>
      (await read(historyShape, call(`/history/${id}`)))[id] ?? null,
    forget: (id: string): Promise<void> => pass(post('/history', { delete: [id] })),
    unqueue: (id: string): Promise<void> => pass(post('/queue', { delete: [id] })),
    interrupt: (id: string): Promise<void> => pass(post('/interrupt', { prompt_id: id })),
    /** Uploads bytes to a folder on the server and returns the name that nodes use for the file. */
    upload: async (
      bytes: Uint8Array<ArrayBuffer>,
      { filename, subfolder, type }: OutputFile,
      signal?: AbortSignal,
    ): Promise<string> => {
      const body = new FormData();
      body.set('image', new File([bytes], filename));
      body.set('type', type);
      body.set('subfolder', subfolder);
      body.set('overwrite', 'true');
      const sent = call('/upload/image', { method: 'POST', body, ...(signal !== undefined && { signal }) });
      const kept = await read(uploadShape, sent);
      return `${kept.subfolder === '' ? '' : `${kept.subfolder}/`}${kept.name} [${kept.type}]`;
    },
    /** The download URL of a file on the server. */
    urlOf: ({ filename, subfolder, type }: OutputFile): URL =>
      new URL(`${url}/view?${new URLSearchParams({ filename, subfolder, type })}`),
  };
};

export type Server = ReturnType<typeof connect>;
