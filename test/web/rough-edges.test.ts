import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireSteadyBodies } from '../../adapters/web/bad-requests.ts';
import { openServer } from '../../adapters/web/server.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, wish } from './people.ts';

const stand = standUp();
let server: Awaited<ReturnType<typeof openServer>>;
beforeEach(async () => {
  await stand.rebuild({ limits: { daily: 1_000 } });
  server = await openServer({ host: '127.0.0.1', port: 0, needs: [], pages: [pagesOf(stand.services, 300)] });
});
afterEach(() => server.close());

const dial = async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  // Some of these are cut off, as they should be.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};
const raw = async (...parts: string[]): Promise<string> => {
  const socket = await dial();
  for (const part of parts) socket.write(part);
  return text(socket).catch(() => '');
};
const get = (target: string, method = 'GET') =>
  raw(`${method} ${target} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\nconnection: close\r\n\r\n`);

describe('a request that nobody can read', () => {
  it.each([
    '//',
    '///x',
    '//a@b:c',
    '/files/%ff.mp4',
    '/c/%',
    '/%c0%ae',
    '/clips/%00%ff',
    '*',
    'http://[',
    '/\\\\',
  ])('of %s gets one of our pages', async (target) => {
    const answer = await get(target);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).toContain('<!doctype html>');
    expect(answer).not.toContain('"statusCode"');
  });

  it('counts against the limit of its address like any other', async () => {
    const codes = new Set<string>();
    for (let round = 0; round < 16; round++)
      for (const answer of await Promise.all(Array.from({ length: 20 }, () => get('//'))))
        codes.add(answer.slice(9, 12));
    expect([...codes].sort()).toEqual(['400', '429']);
  });

  it.each([
    ['no HTTP', 'hello there\r\n\r\n', '400'],
    ['a head of 20 kB', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, '431'],
    [
      'two lengths',
      'POST /make HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
      '400',
    ],
    ['a length below nothing', 'POST /make HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n', '400'],
    [
      'a length and chunks',
      'POST /make HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    ['a method that there is not', 'BREW / HTTP/1.1\r\nhost: a\r\n\r\n', '400'],
  ])('being %s gets a sentence and is hung up on', async (_name, bytes, code) => {
    const answer = await raw(bytes);
    expect(answer).toContain(`HTTP/1.1 ${code} `);
    expect(answer).not.toContain('"statusCode"');
  });

  it('may come in a row with others, and each is answered', async () => {
    const one = 'GET /livez HTTP/1.1\r\nhost: localhost\r\n\r\n';
    const last = 'GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n';
    const answers = await raw(one.repeat(9) + last);
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(10);
  });
});

describe('the playground', () => {
  const head = [
    'POST /make HTTP/1.1',
    'host: localhost',
    'accept: application/json',
    'content-type: multipart/form-data; boundary=b',
    'content-length: 90000000',
    '\r\n--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\nstart',
  ].join('\r\n');

  it('stays open for others while one address holds as many slow uploads as it may', async () => {
    const slow = await Promise.all(Array.from({ length: 24 }, dial));
    const first = slow.map((socket) => once(socket, 'data'));
    for (const socket of slow) socket.write(head);
    let refused = 0;
    for (const one of first)
      void one.then(([answer]) => {
        if (String(answer).includes(' 429 ')) refused += 1;
      });
    // All but its share are turned away at once.
    await expect.poll(() => refused).toBe(18);
    for (const socket of slow) socket.destroy();
    await expect
      .poll(async () => {
        const answer = await fetch(`${server.url}/make`, {
          method: 'POST',
          body: wish(),
          redirect: 'manual',
        });
        return answer.status;
      })
      .toBe(303);
  });

  it('answers an upload as soon as its photo is too heavy, and hangs up without waiting for the rest', async () => {
    const socket = await dial();
    const told = text(socket).catch(() => '');
    socket.write(head.replace('accept: application/json', 'accept: text/html'));
    const chunk = Buffer.alloc(2 ** 20, 7);
    for (let sent = 0; sent < 21; sent++)
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    const answer = await told;
    expect(answer).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
    expect(answer).toContain('The limit is 20 MB.');
  });
});

describe('a body', () => {
  const bodies = async () => {
    const bare = fastify({ bodyLimit: 10_000_000 });
    requireSteadyBodies(bare, 500, 100);
    bare.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    bare.post('/', async ({ body }) => (body as Buffer).length);
    const url = new URL(await bare.listen({ host: '127.0.0.1', port: 0 }));
    /** Sends pieces of so many bytes twenty times a second. */
    const send = async (pieces: number, bytes: number): Promise<string> => {
      const socket = connect(Number(url.port), '127.0.0.1');
      socket.on('error', () => {});
      const head = `POST / HTTP/1.1\r\nhost: a\r\ncontent-type: a/b\r\nconnection: close\r\ncontent-length: ${pieces * bytes}\r\n\r\n`;
      socket.write(head);
      let left = pieces;
      const timer = setInterval(() => {
        if (left > 0) socket.write(Buffer.alloc(bytes, 7));
        left -= 1;
      }, 50);
      return text(socket)
        .catch(() => '')
        .finally(() => clearInterval(timer));
    };
    return { send, close: () => bare.close() };
  };

  it('that drips is cut off, and one over half a megabit a second is not', async () => {
    const { send, close } = await bodies();
    const [drip, steady] = await Promise.all([send(10_000, 10), send(40, 3_125)]);
    expect(drip).not.toContain('200 OK');
    expect(steady).toContain('125000');
    await close();
  });
});
