import { afterEach, describe, expect, it } from 'vitest';
import { openServer, requirePort } from '../../adapters/web/server.ts';
import type { Hook, WebhookRequest } from '../../src/core/webhook.ts';

describe('a hook', () => {
  let close = async (): Promise<void> => {};
  afterEach(() => close());

  const open = async (receive: Hook['receive']): Promise<string> => {
    const server = await openServer({
      host: '127.0.0.1',
      port: 0,
      needs: [],
      hooks: [{ path: '/webhooks/there', receive }],
    });
    close = server.close;
    return `${server.url}/webhooks/there`;
  };

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'is handed the body of a %s as it came, and answers with its status',
    async (type) => {
      const knocks: WebhookRequest[] = [];
      const url = await open(async (webhookRequest) => {
        knocks.push(webhookRequest);
        return 202;
      });
      const body = Buffer.from('{ "not" : "json \xff', 'latin1');
      const headers = { 'content-type': type, 'Webhook-Id': 'news-1' };
      const answer = await fetch(`${url}?attempt=m_1`, { method: 'POST', headers, body });
      expect(answer.status).toBe(202);
      expect(await answer.text()).toBe('');
      expect(knocks[0]?.body.equals(body)).toBe(true);
      expect(knocks[0]?.headers['webhook-id']).toBe('news-1');
      expect(knocks[0]?.query.get('attempt')).toBe('m_1');
    },
  );

  it('hears an empty body as empty', async () => {
    const url = await open(async ({ body }) => (body.length === 0 ? 400 : 200));
    expect((await fetch(url, { method: 'POST' })).status).toBe(400);
  });

  it('is not handed more than a megabyte, nor anything but a POST', async () => {
    const url = await open(async () => 200);
    expect((await fetch(url, { method: 'POST', body: Buffer.alloc(1_000_001) })).status).toBe(413);
    expect((await fetch(url)).status).toBe(404);
  });
});

it('notices a taken port before anything else is opened', async () => {
  const server = await openServer({ host: '127.0.0.1', port: 0, needs: [] });
  const port = Number(new URL(server.url).port);
  await expect(requirePort({ host: '127.0.0.1', port })).rejects.toMatchObject({ kind: 'port_taken' });
  await server.close();
  await requirePort({ host: '127.0.0.1', port });
});
