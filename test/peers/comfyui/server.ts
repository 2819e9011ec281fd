import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Json } from '../../../src/core/json.ts';
import type { Graph } from '../../../src/engines/comfyui/workflow.ts';
import { answering, listen } from '../listen.ts';
import { movieOf } from '../replicate/movie.ts';
import type { Rules } from './faults.ts';
import { withGraph } from './movie.ts';
import { nodes as defaultNodes, type Nodes, objectInfo } from './nodes.ts';
import { createQueue, type Prompt } from './queue.ts';
import { readUpload, valuesIn } from './upload.ts';
import { validate } from './validate.ts';

export type ComfyuiOptions = {
  /** Milliseconds that a prompt runs. */
  readonly run?: number;
  /** What every workflow makes, instead of a film of the photo. */
  readonly film?: Buffer;
  /** The frame shown while a prompt runs, as JPEG. */
  readonly frame?: Buffer;
  /** What the `Authorization` header must be, as a proxy in front of the server asks for it. */
  readonly authorization?: string;
  readonly nodes?: Nodes;
  readonly rules?: Rules;
};

/** A strict stand-in for a ComfyUI server, written after its source: its routes, its queue, its socket, its faults. */
export const startComfyui = async (options: ComfyuiOptions = {}) => {
  const { run = 100, authorization } = options;
  let { rules = {}, nodes = defaultNodes } = options;
  const files = new Map<string, Buffer>();
  const sockets = new WebSocketServer({ noServer: true });
  const clients = new Map<string, import('ws').WebSocket>();
  const submitted: Prompt[] = [];
  const begun = new Map<string, number>();
  let asked = 0;
  let posted = 0;

  const photoOf = ({ graph }: Prompt): Buffer | null => {
    const image = Object.values(graph).find(({ class_type }) => class_type === 'LoadImage')?.inputs['image'];
    const [, name, type] = /^(.*) \[(\w+)\]$/.exec(String(image)) ?? [];
    return files.get(`${type ?? 'input'}/${name ?? image}`) ?? null;
  };

  const queue = createQueue({
    run,
    tell: (client, type, data) => clients.get(client)?.send(JSON.stringify({ type, data })),
    show: (client) => {
      if (options.frame === undefined) return;
      // What it is, and the format: a preview, as JPEG.
      const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1]);
      clients.get(client)?.send(Buffer.concat([head, options.frame]));
    },
    save: async (prompt) => {
      const [output = ''] = Object.entries(prompt.graph).flatMap(([id, { class_type }]) =>
        class_type === 'SaveVideo' ? [id] : [],
      );
      const { frames, fps, prefix } = valuesIn(prompt.graph, output);
      const film = options.film ?? (await movieOf(photoOf(prompt), { num_frames: frames, fps }, {}));
      const [, folder = '', name = ''] = /^(?:(.*)\/)?([^/]+)$/.exec(prefix) ?? [];
      const filename = `${name}_00001_.mp4`;
      files.set(
        `output/${folder === '' ? '' : `${folder}/`}${filename}`,
        await withGraph(film, prompt.graph),
      );
      return { [output]: { images: [{ filename, subfolder: folder, type: 'output' }], animated: [true] } };
    },
  });

  const submit = (
    body: {
      prompt?: Graph;
      prompt_id?: string;
      client_id?: string;
      extra_data?: { preview_method?: string };
    },
    response: ServerResponse,
  ) => {
    const { prompt: graph, prompt_id: id = crypto.randomUUID(), client_id: client = '' } = body;
    posted += 1;
    const number = posted;
    const hasFile = (name: string) =>
      files.has(name.replace(/^(.*) \[(\w+)\]$/, '$2/$1')) || files.has(`input/${name}`);
    if (graph === undefined) return send(response, 400, { error: { type: 'no_prompt' }, node_errors: {} });
    const refusal = validate(graph, nodes, hasFile);
    if (refusal !== null) return send(response, 400, JSON.parse(JSON.stringify(refusal)));
    const fault = rules.prompt?.({ number, id, graph }) ?? {};
    if (fault.reset === 'before') return response.destroy();
    const previews = body.extra_data?.preview_method !== undefined;
    const prompt = { number, id, graph, client, previews, fault };
    submitted.push(prompt);
    begun.set(id, (begun.get(id) ?? 0) + 1);
    queue.put(prompt);
    if (fault.reset === 'after') return response.destroy();
    send(response, 200, { prompt_id: id, number, node_errors: {} });
  };

  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, url: URL) => unknown> = {
    'GET /object_info': (_request, response) => send(response, 200, objectInfo(nodes)),
    'GET /system_stats': (_request, response) =>
      send(response, 200, { system: { comfyui_version: '0.3.64' } }),
    'GET /queue': (_request, response) => send(response, 200, queue.list()),
    'GET /history': (_request, response, url) =>
      send(response, 200, queue.history(url.pathname.split('/')[2] ?? '')),
    'GET /view': (_request, response, { searchParams }) => {
      const [type = 'output', folder = '', name = ''] = ['type', 'subfolder', 'filename'].map(
        (field) => searchParams.get(field) ?? undefined,
      );
      const file = files.get([type, folder, name].filter((part) => part !== '').join('/'));
      if (file === undefined) return response.writeHead(404).end();
      return response.writeHead(200, { 'content-type': 'video/mp4' }).end(file);
    },
    'POST /prompt': async (request, response) => submit(await json(request), response),
    'POST /queue': async (request, response) => {
      queue.delete(((await json(request)) as { delete?: string[] }).delete ?? []);
      response.writeHead(200).end();
    },
    'POST /interrupt': async (request, response) => {
      queue.interrupt(((await json(request)) as { prompt_id?: string }).prompt_id);
      response.writeHead(200).end();
    },
    'POST /history': async (request, response) => {
      queue.forget(((await json(request)) as { delete?: string[] }).delete ?? []);
      response.writeHead(200).end();
    },
    'POST /upload': async (request, response) => {
      const upload = await readUpload(request);
      if (upload === null) return response.writeHead(400).end();
      const { name, subfolder, type, bytes } = upload;
      files.set([type, subfolder, name].filter((part) => part !== '').join('/'), bytes);
      return send(response, 200, { name, subfolder, type });
    },
  };

  const server = createServer(
    answering(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://peer');
      const route = `${request.method} /${url.pathname.split('/')[1]}`;
      asked += 1;
      const status = rules.answer?.({ number: asked, route });
      if (status === 0) {
        return request.socket.destroy();
      }
      if (status !== undefined) return response.writeHead(status).end();
      if (authorization !== undefined && request.headers.authorization !== authorization)
        return response.writeHead(401).end();
      // A page of another origin is not let in.
      if (request.headers.origin !== undefined) return response.writeHead(403).end();
      const handle = routes[route];
      if (handle === undefined) return response.writeHead(404).end();
      return handle(request, response, url);
    }),
  );
  server.on('upgrade', (request, socket, head) => {
    const client = new URL(request.url ?? '/', 'http://peer').searchParams.get('clientId') ?? '';
    sockets.handleUpgrade(request, socket, head, (opened) => {
      clients.set(client, opened);
      opened.on('close', () => clients.get(client) === opened && clients.delete(client));
      opened.send(JSON.stringify({ type: 'status', data: { sid: client } }));
    });
  });
  const { url, close } = await listen(server);

  return {
    url,
    environment: {
      COMFYUI_URL: url,
      ...(authorization !== undefined && { COMFYUI_AUTHORIZATION: authorization }),
    },
    /** What was queued, strangers' prompts included. */
    submitted,
    /** How many times each id was queued. */
    begun: (): ReadonlyMap<string, number> => begun,
    files: (): ReadonlyMap<string, Buffer> => files,
    queue,
    rule: (next: Rules): void => {
      rules = next;
    },
    /** Other nodes from now on, as after an update. */
    install: (next: Nodes): void => {
      nodes = next;
    },
    /** The process starts anew: what was queued and the history are gone, and the folder for temporary files is emptied. */
    restart: (): void => {
      queue.clear();
      for (const name of files.keys()) if (name.startsWith('temp/')) files.delete(name);
      for (const socket of clients.values()) socket.terminate();
    },
    close: async (): Promise<void> => {
      queue.clear();
      for (const socket of clients.values()) socket.terminate();
      await close();
    },
  };
};

export type ComfyuiPeer = Awaited<ReturnType<typeof startComfyui>>;

const send = (response: ServerResponse, status: number, body: Json): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const json = async (request: IncomingMessage): Promise<Record<string, never>> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString() || '{}');
};
