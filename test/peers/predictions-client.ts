import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../src/core/engine.ts';
import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import type { Json } from '../../src/core/json.ts';
import { answering, listen } from './listen.ts';

export type PredictionServer = {
  readonly url: string;
  /** How many predictions were made, and billed, for each input. */
  readonly made: ReadonlyMap<string, number>;
  close(): Promise<void>;
};

/**
 * A strict stand-in for a provider of paid predictions: no idempotency key, every accepted POST is billed. It resets
 * one connection in `resetEvery` after accepting, as networks do.
 */
export const startPredictions = async (options: {
  milliseconds: number;
  resetEvery: number;
  failEvery?: number;
}): Promise<PredictionServer> => {
  const made = new Map<string, number>();
  const predictions = new Map<string, { id: string; idempotencyKey: string; readyAt: number }>();
  let accepted = 0;
  let asked = 0;
  const server = createServer(
    answering(async (request, response) => {
      const send = (status: number, body: Json): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      const url = new URL(request.url ?? '/', 'http://peer');
      const id = url.pathname.split('/')[2];
      if (request.method === 'POST') {
        const { idempotencyKey, input } = (await json(request)) as { idempotencyKey: string; input: string };
        const prediction = { id: newId(), idempotencyKey, readyAt: Date.now() + options.milliseconds };
        predictions.set(prediction.id, prediction);
        made.set(input, (made.get(input) ?? 0) + 1);
        accepted += 1;
        if (accepted % options.resetEvery === 0) return request.socket.destroy();
        return send(201, prediction);
      }
      asked += 1;
      if (asked % (options.failEvery ?? Number.POSITIVE_INFINITY) === 0) return send(503, {});
      if (id === undefined)
        return send(
          200,
          [...predictions.values()].filter((one) => one.idempotencyKey === url.searchParams.get('marker')),
        );
      const prediction = predictions.get(id);
      if (prediction === undefined) return send(404, {});
      return send(200, { ...prediction, ready: Date.now() >= prediction.readyAt });
    }),
  );
  const { url, close } = await listen(server);
  return { url, made, close };
};

const ask = async (url: string, options: RequestInit = {}): Promise<Response> => {
  const response = await fetch(url, options).catch((error: unknown) => {
    throw new Failure('unavailable', {}, error);
  });
  if (response.status >= 500) throw new Failure('unavailable');
  if (!response.ok) throw new Failure('model_failed', { status: response.status });
  return response;
};

/** An engine on that provider: a paid start, found again by its marker. Bills by job and take (its seed). */
export const predictionEngine = (url: string): Engine => ({
  name: 'predictions',
  parallel: 4,
  down: () => null,
  waitForUpdate: async (_operation, milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  models: () => [
    {
      name: 'paid',
      seconds: { minimum: 1, maximum: 10 },
      ratios: ['photo'],
      resolutions: ['720p'],
      frameRates: [24],
      repeatable: true,
      licence: 'test',
      dataGoesTo: ['nowhere'],
      mark: 'ai-generated',
      price: { usd: 0.03, per: 'clip' },
    },
  ],
  plan: (shot) => ({
    engine: 'predictions',
    model: 'paid',
    input: `seed-${shot.seed}`,
    warnings: [],
    credits: 3,
    work: shot.seconds,
    seconds: 1,
  }),
  start: async (plan, { fence, idempotencyKey }) => {
    const body = JSON.stringify({ idempotencyKey, input: plan.input });
    await fence.check();
    const response = await fetch(`${url}/predictions`, { method: 'POST', body }).catch((error: unknown) => {
      throw new Failure('unknown_outcome', {}, error);
    });
    return (await response.json()) as { id: string };
  },
  find: async (idempotencyKey, age) => {
    // A call may still be on its way.
    if (age < 1) throw new Failure('unknown_outcome');
    const response = await ask(`${url}/predictions?marker=${idempotencyKey}`);
    const [found] = (await response.json()) as { id: string }[];
    return found ?? null;
  },
  check: async ({ id }) => {
    const { ready } = (await (await ask(`${url}/predictions/${id}`)).json()) as { ready: boolean };
    return ready ? { state: 'ready' } : { state: 'running', fraction: 0.5 };
  },
  cancel: async () => {},
  collect: ({ id }, { output }) => writeFile(output, `clip of ${id}`),
});
