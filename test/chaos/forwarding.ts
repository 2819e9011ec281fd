import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../peers/listen.ts';

const longestDelay = 150;

/**
 * One address before all workers, as a balancer is: hands each knock to a worker chosen by lot, after a moment that
 * shuffles them. Whoever is dead is a 502.
 */
export const startForwarding = async () => {
  const workers: string[] = [];
  const server = createServer(async (request, response) => {
    const body = new Uint8Array(await buffer(request));
    await wait(Math.random() * longestDelay);
    const worker = workers[Math.floor(Math.random() * workers.length)];
    const {
      host: _host,
      connection: _connection,
      'transfer-encoding': _coding,
      ...headers
    } = request.headers;
    const answer = await fetch(`${worker}${request.url}`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
      signal: AbortSignal.timeout(3_000),
    }).catch(() => null);
    await answer?.body?.cancel();
    response.writeHead(answer?.status ?? 502).end();
  });
  return { ...(await listen(server)), workers };
};
