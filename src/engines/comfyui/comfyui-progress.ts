import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import * as z from 'zod';
import type { Server } from './comfyui-api.ts';

const message = z.object({
  type: z.string(),
  data: z.object({
    prompt_id: z.string().optional(),
    node: z.string().nullish(),
    value: z.number().optional(),
    max: z.number().optional(),
  }),
});

const maxBytes = 1_000_000;

/** The JPEG in a binary message with a preview; null for any other. It starts with two numbers: what it is, and the format. */
const previewIn = (bytes: Buffer): Buffer | null => {
  const isPreview = bytes.length > 16 && bytes.length <= maxBytes && bytes.readUInt32BE(0) === 1;
  return isPreview && bytes.readUIntBE(8, 3) === 0xff_d8_ff ? bytes.subarray(8) : null;
};

// Earlier frames are hardly more than noise.
const recognizable = 0.5;

const endings = ['execution_success', 'execution_error', 'execution_interrupted'];

/** Progress over the sampler nodes, which all weigh the same. */
const progressThrough = (samplers: readonly string[]) => {
  let fraction = 0;
  return {
    get fraction() {
      return fraction;
    },
    at: (node: string | null | undefined, share: number): void => {
      const index = node == null ? -1 : samplers.indexOf(node);
      if (index !== -1) fraction = Math.max(fraction, (index + Math.min(1, share)) / samplers.length);
    },
  };
};

type Listener = {
  readonly fraction: number;
  /** The first frame that shows something; null until then. */
  readonly preview: Buffer | null;
  /** Resolves on the next event or after `milliseconds`; rejects when `signal` aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  close(): void;
};

/**
 * Listens to a server's WebSocket events about a prompt. It only reports progress and wakes the waiter; the result is
 * always read over HTTP.
 */
const listenTo = (server: Server, id: string, samplers: readonly string[]): Listener => {
  const progress = progressThrough(samplers);
  let wake = (): void => {};
  let preview: Buffer | null = null;
  const url = `${server.url.replace(/^http/, 'ws')}/ws?clientId=${id}`;
  const socket = new WebSocket(url, { headers: server.headers, handshakeTimeout: 10_000, maxPayload: 50e6 });
  // When the socket fails, polling still works.
  socket.on('error', () => {});
  socket.on('message', (bytes, binary) => {
    if (binary) {
      if (preview === null && progress.fraction >= recognizable) preview = previewIn(bytes as Buffer);
      return;
    }
    let json: unknown;
    try {
      json = JSON.parse(String(bytes));
    } catch {
      return;
    }
    const { data: heard } = message.safeParse(json);
    if (heard === undefined || (heard.data.prompt_id ?? id) !== id) return;
    const { node, value = 0, max = 1 } = heard.data;
    if (heard.type === 'progress') progress.at(node, value / Math.max(1, max));
    if (heard.type === 'executing') progress.at(node, 0);
    if (heard.type === 'progress' || endings.includes(heard.type)) wake();
  });
  return {
    get fraction() {
      return progress.fraction;
    },
    get preview() {
      return preview;
    },
    wait: async (milliseconds, signal) => {
      const news = new AbortController();
      wake = () => news.abort();
      await sleep(milliseconds, undefined, { signal: AbortSignal.any([signal, news.signal]) }).catch(
        (error: unknown) => {
          if (signal.aborted) throw error;
        },
      );
    },
    close: () => socket.terminate(),
  };
};

/** Keeps one listener per prompt and closes those not used for `idle` milliseconds. */
export const createListeners = (idle: number) => {
  const open = new Map<string, { readonly listener: Listener; used: number }>();
  const close = (id: string): void => {
    open.get(id)?.listener.close();
    open.delete(id);
  };
  return {
    of: (server: Server, id: string, samplers: readonly string[]): Listener => {
      const now = performance.now();
      for (const [other, { used }] of open) if (now - used > idle) close(other);
      const known = open.get(id) ?? { listener: listenTo(server, id, samplers), used: now };
      known.used = now;
      open.set(id, known);
      return known.listener;
    },
    close,
  };
};
