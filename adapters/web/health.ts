import type { FastifyPluginAsync } from 'fastify';

/** One thing the service needs; `check` rejects while it is missing. */
export type Need = { readonly name: string; check(): Promise<void> };

const patience = 3_000;

const holds = async (need: Need): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patience, false);
  });
  const met = need.check().then(
    () => true,
    () => false,
  );
  return Promise.race([met, late]).finally(() => clearTimeout(timer));
};

/** `/livez`: this process answers. `/readyz`: everything it needs does too, else 503 naming what is missing. */
export const health =
  (needs: readonly Need[]): FastifyPluginAsync =>
  async (server) => {
    server.get('/livez', async () => ({ status: 'ok' }));
    server.get('/readyz', async (_request, answer) => {
      const met = await Promise.all(needs.map(async (need) => [need.name, await holds(need)] as const));
      const ready = met.every(([, good]) => good);
      return answer
        .code(ready ? 200 : 503)
        .send({ status: ready ? 'ready' : 'not ready', needs: Object.fromEntries(met) });
    });
  };
