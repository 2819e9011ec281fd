import { once } from 'node:events';
import { symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServer } from '../../adapters/web/server.ts';
import { intakePicture } from '../../src/media/intake.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, wish } from './people.ts';

const stand = standUp();
let server: Awaited<ReturnType<typeof openServer>>;
const open = async (more: { readonly requestMilliseconds?: number }): Promise<void> => {
  const pages = [pagesOf(stand.services, 300)];
  server = await openServer({ host: '127.0.0.1', port: 0, needs: [], pages, ...more });
};
beforeEach(async () => {
  const media = {
    ...stand.services.media,
    intakePhoto: (source: string, target: string) => intakePicture(source, target),
  };
  await stand.rebuild({ media, limits: { daily: 1_000 } });
  await open({});
});
afterEach(() => server.close());

const send = (form: FormData) =>
  fetch(`${server.url}/make`, { method: 'POST', body: form, headers: { accept: 'application/json' } });

const stands = async (): Promise<void> => expect((await fetch(`${server.url}/livez`)).status).toBe(200);

describe('an upload', () => {
  it.each([
    ['/make', 900_000_000],
    [`/edit/${'A'.repeat(22)}`, 900_000_000],
  ])(
    'to %s of more than its files may be is refused and hung up on before any of it has come',
    async (path, bytes) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      const head = [
        `POST ${path} HTTP/1.1`,
        'host: localhost',
        'accept: application/json',
        `content-length: ${bytes}`,
      ];
      socket.write([...head, 'content-type: multipart/form-data; boundary=b', '', ''].join('\r\n'));
      const [answer] = await once(socket, 'data');
      expect(String(answer)).toMatch(/^HTTP\/1.1 413 .*connection: close/is);
      await once(socket.resume(), 'close');
    },
  );

  it('that meets a full disk is told so, and may be sent again', async () => {
    const workspace = async () => {
      const own = await stand.services.storage.workspace();
      await symlink('/dev/full', join(own.folder, 'photos-0'));
      return own;
    };
    await server.close();
    const services = { ...stand.services, storage: { ...stand.services.storage, workspace } };
    server = await openServer({ host: '127.0.0.1', port: 0, needs: [], pages: [pagesOf(services)] });
    const refused = await send(wish());
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ error: 'disk_full' });
  });

  it('of a photo that is too heavy is refused in words, and nothing of it is kept', async () => {
    const heavy = new Blob(Array.from({ length: 60 }, () => Buffer.alloc(1_000_000, 7)));
    const refused = await send(wish({}, heavy));
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ error: 'photo_too_heavy' });
    await stands();
  });

  it('of something that is no photo is refused in words', async () => {
    for (const other of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'MZ\u0000',
      '#!/bin/sh\nrm -rf /',
      '',
    ]) {
      const refused = await send(wish({}, other));
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.status).toBeLessThan(500);
      expect(await refused.json()).toMatchObject({
        sentence: expect.stringMatching(/photo|cannot be animated/),
      });
    }
    await stands();
  });

  it('that breaks off in the middle leaves the service as it was', async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    const head =
      'POST /make HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9999\r\n\r\n';
    socket.write(`${head}--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\nhalf`);
    socket.end();
    await once(socket.resume(), 'close');
    await stands();
  });
});

describe('a request that drips in', () => {
  const drip = async (head: string, drop: string): Promise<string> => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(head);
    const timer = setInterval(() => socket.write(drop), 100);
    // Writing on after the end is what a drip does.
    socket.on('error', () => {});
    const told = await text(socket);
    clearInterval(timer);
    return told;
  };

  it('is ended after its time, in its head and in its body', async () => {
    await server.close();
    await open({ requestMilliseconds: 1_000 });
    expect(await drip('GET / HTTP/1.1\r\nhost: localhost\r\n', 'x-slow: 1\r\n')).toContain('408');
    const head =
      'POST /make HTTP/1.1\r\nhost: localhost\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 99999\r\n\r\n';
    expect(
      await drip(`${head}--b\r\ncontent-disposition: form-data; name="photos"; filename="a"\r\n\r\n`, 'x'),
    ).not.toContain('200 OK');
    await stands();
  });
});

describe('a flood', () => {
  it('of requests from one address is turned away with the time to come back, and health is still told', async () => {
    const codes = new Map<number, number>();
    for (let round = 0; round < 40; round++) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => fetch(`${server.url}/nothing`)));
      for (const answer of answers) {
        codes.set(answer.status, (codes.get(answer.status) ?? 0) + 1);
        if (answer.status === 429) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        await answer.arrayBuffer();
      }
    }
    expect([...codes.keys()].sort()).toEqual([404, 429]);
    expect(codes.get(404)).toBeLessThanOrEqual(300);
    await stands();
  });
});
