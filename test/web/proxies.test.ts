import { afterAll, describe, expect, it } from 'vitest';
import { buildServer } from '../../adapters/web/server.ts';

describe('behind proxies', async () => {
  const echo = await buildServer({
    needs: [],
    proxies: ['loopback', '10.0.0.0/8', 'fd00::/8'],
    pages: [
      async (server) => {
        server.get('/who', async ({ ip, protocol, host }) => `${ip} ${protocol} ${host}`);
      },
    ],
  });
  afterAll(() => echo.close());

  const who = async (remoteAddress: string, passedOn: string): Promise<string> => {
    const headers = {
      host: 'inner:8787',
      'x-forwarded-for': passedOn,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'clips.example.org',
    };
    return (await echo.inject({ url: '/who', remoteAddress, headers })).body;
  };

  it.each([
    ['127.0.0.1', '198.51.100.7', '198.51.100.7 https clips.example.org'],
    ['10.1.2.3', '198.51.100.7', '198.51.100.7 https clips.example.org'],
    // One proxy behind another, and what a visitor made up before the first of them.
    ['10.1.2.3', '203.0.113.9, 198.51.100.7, 10.9.9.9', '198.51.100.7 https clips.example.org'],
    ['fd00::5', '2001:db8::7', '2001:db8::7 https clips.example.org'],
    ['192.0.2.1', '198.51.100.7', '192.0.2.1 http inner:8787'],
  ])('a request from %s for %s is seen as %s', async (from, passedOn, seen) => {
    expect(await who(from, passedOn)).toBe(seen);
  });
});
