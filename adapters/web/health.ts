import type { FastifyPluginAsync } from 'fastify';
import pTimeout from 'p-timeout';
import { cached } from '../../src/core/cached.ts';

/** A dependency of the service. `check` rejects while it is unavailable. */
export type Need = { readonly name: string; check(): Promise<void> };

const inTime = <Value>(answer: Promise<Value>): Promise<Value> => pTimeout(answer, { milliseconds: 3_000 });

const holds = (need: Need): Promise<boolean> =>
  inTime(need.check()).then(
    () => true,
    () => false,
  );

/** Number of jobs waiting for each unavailable dependency, by name; empty if unknown. */
export type Waits = () => Promise<Readonly<Record<string, number>>>;

/** For this many milliseconds a good answer counts, so that frequent probes open no connections. */
const fresh = 1_000;

/**
 * `/livez`: this process responds. `/readyz`: all its dependencies respond too, else 503 with the names of the
 * missing ones. It also reports what jobs are waiting for.
 */
export const health =
  (needs: readonly Need[], waits: Waits = async () => ({})): FastifyPluginAsync =>
  async (server) => {
    const checked = needs.map(({ name, check }) => ({ name, check: cached(check, fresh, fresh) }));
    const count = cached(waits, fresh, fresh);
    server.get('/livez', async () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, answer) => {
      const counted = inTime(count()).catch(() => ({}));
      const met = await Promise.all(checked.map(async (need) => [need.name, await holds(need)] as const));
      const ready = met.every(([, good]) => good);
      return answer.code(ready ? 200 : 503).send({
        status: ready ? 'ready' : 'not ready',
        needs: Object.fromEntries(met),
        waiting: await counted,
      });
    });
  };
