import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asFailure } from '../../src/core/failure.ts';
import { download } from '../../src/engines/download.ts';
import { isDeliveryHost, mayDownloadFrom } from '../../src/engines/replicate/output.ts';
import { serve } from './replicate/serve.ts';

type Server = Awaited<ReturnType<typeof serve>>;

const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\0\0isomiso2')]);
const clip = Buffer.concat([box, Buffer.alloc(300_000, 7)]);
const matroska = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(100, 1)]);
const never = new AbortController().signal;

describe('a clip on its way to us', () => {
  const servers: Server[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-download-'));
  });
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  afterAll(() => rm(folder, { recursive: true }));

  const open = async (answer: Parameters<typeof serve>[0]): Promise<Server> => {
    const server = await serve(answer);
    servers.push(server);
    return server;
  };
  const fetchFrom = async (
    server: Server,
    signal = never,
    tokenFor: (url: URL) => string | null = () => null,
  ): Promise<Buffer> => {
    const output = join(folder, 'clip.mp4');
    const allowed = (url: URL): boolean => mayDownloadFrom(url, [new URL(server.url).host]);
    const limits = { bytes: 1_000_000, timeout: 4_000, stall: 800 };
    const rules = { provider: 'there', allowed, tokenFor, headers: { 'x-own': 'password' }, ...limits };
    try {
      await download(new URL(`${server.url}/clip.mp4`), output, rules, signal);
      return await readFile(output);
    } finally {
      expect((await readdir(folder)).filter((name) => name !== 'clip.mp4')).toEqual([]);
      await rm(output, { force: true });
    }
  };
  const refused = async (answer: Parameters<typeof serve>[0]): Promise<string> => {
    const failure = await fetchFrom(await open(answer)).then(() => null, asFailure);
    return failure?.kind ?? 'taken';
  };

  it.each([
    ['MP4', clip],
    ['WebM', matroska],
    ['an MP4 of a few bytes', box],
  ])('is taken whole: %s', async (_name, bytes) => {
    expect((await fetchFrom(await open((_asked, response) => response.end(bytes)))).equals(bytes)).toBe(true);
  });

  it('is asked for without the token or anything else of ours', async () => {
    const server = await open((_asked, response) => response.end(clip));
    await fetchFrom(server);
    expect(server.asked[0]?.headers).not.toHaveProperty('authorization');
    expect(server.asked[0]?.headers).not.toHaveProperty('cookie');
  });

  it('may move to another allowed place', async () => {
    const server = await open((asked, response) =>
      asked.path === '/moved.mp4'
        ? response.end(clip)
        : response.writeHead(302, { location: '/moved.mp4' }).end(),
    );
    expect((await fetchFrom(server)).equals(clip)).toBe(true);
  });

  const endless = (response: ServerResponse): void => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) {}
    };
    response.on('drain', more).write(clip);
    more();
  };

  it.each([
    ['a page', 'bad_output', (_asked, response) => response.end('<!doctype html><html>error</html>')],
    [
      'a picture',
      'bad_output',
      (_asked, response) => response.end(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
    ],
    ['a playlist', 'bad_output', (_asked, response) => response.end('#EXTM3U\nhttp://10.0.0.1/x.ts')],
    ['nothing', 'bad_output', (_asked, response) => response.end()],
    [
      'said to be 2 GB',
      'bad_output',
      (_asked, response) => {
        response.writeHead(200, { 'content-length': 2_000_000_000 }).write(clip);
      },
    ],
    ['without end', 'bad_output', (_asked, response) => endless(response)],
    [
      'cut',
      'unavailable',
      (_asked, response) => {
        response.writeHead(200, { 'content-length': clip.length }).write(clip.subarray(0, 100_000));
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ['stalled', 'unavailable', (_asked, response) => void response.write(clip.subarray(0, 100_000))],
    [
      'dripping',
      'unavailable',
      (_asked, response) => {
        const drip = setInterval(() => response.write(clip.subarray(0, 10)), 50);
        response.on('close', () => clearInterval(drip));
      },
    ],
    ['never begun', 'unavailable', () => {}],
    ['gone', 'expired', (_asked, response) => response.writeHead(404).end()],
    ['locked away', 'expired', (_asked, response) => response.writeHead(403).end()],
    ['on a broken server', 'unavailable', (_asked, response) => response.writeHead(503).end()],
    [
      'going in circles',
      'bad_output',
      (_asked, response) => response.writeHead(302, { location: '/' }).end(),
    ],
  ] satisfies [string, string, Parameters<typeof serve>[0]][])(
    'is not taken when it is %s (%s)',
    async (_name, kind, answer) => {
      expect(await refused(answer)).toBe(kind);
    },
  );

  it('is asked for once more with the token where it is locked and the place may see that', async () => {
    const locked = await open((asked, response) =>
      asked.headers.authorization === 'Bearer r8_word' ? response.end(clip) : response.writeHead(401).end(),
    );
    expect((await fetchFrom(locked, never, () => 'r8_word')).equals(clip)).toBe(true);
    const sealed = await open((_asked, response) => response.writeHead(403).end());
    await expect(fetchFrom(sealed, never, () => 'r8_word')).rejects.toThrow('expired');
    expect(sealed.asked).toHaveLength(2);
  });

  it('takes neither a token nor our headers along to where it is sent', async () => {
    const seen: unknown[] = [];
    const server = await open((asked, response) => {
      seen.push([asked.headers.authorization, asked.headers['x-own']]);
      if (seen.length === 1) return response.writeHead(401).end();
      return seen.length === 2 ? response.writeHead(302, { location: '/on' }).end() : response.end(clip);
    });
    await fetchFrom(server, never, () => 'r8_word');
    expect(seen).toEqual([
      [undefined, 'password'],
      ['Bearer r8_word', 'password'],
      [undefined, undefined],
    ]);
  });

  it('is not fetched from a place we were sent to that is not allowed', async () => {
    const inside = await open((_asked, response) => response.end(clip));
    const { port } = new URL(inside.url);
    for (const location of [
      inside.url,
      `http://localhost:${port}/`,
      'http://169.254.169.254/latest/meta-data',
    ])
      expect(await refused((_asked, response) => response.writeHead(302, { location }).end())).toBe(
        'bad_output',
      );
    expect(inside.asked).toEqual([]);
  });

  it('stops with whoever wanted it', async () => {
    const stop = new AbortController();
    const server = await open((_asked, response) => {
      response.write(clip);
      setTimeout(() => stop.abort(new Error('no longer')), 20);
    });
    await expect(fetchFrom(server, stop.signal)).rejects.toThrow('no longer');
  });
});

describe('the places clips may come from', () => {
  it.each([
    ['https://pbxt.replicate.delivery/a.mp4', true],
    ['http://replicate.delivery/a.mp4', false],
    ['https://replicate.delivery:8443/a.mp4', false],
    ['https://replicate.delivery.evil.example/a.mp4', false],
    ['https://user:word@replicate.delivery/a.mp4', false],
    ['https://clips.example/a.mp4', false],
  ])('%s may see the token: %s', (url, allowed) => {
    expect(isDeliveryHost(new URL(url))).toBe(allowed);
  });

  it.each([
    ['https://replicate.delivery/a.mp4', true],
    ['https://pbxt.replicate.delivery/a.mp4', true],
    ['https://replicate.delivery:443/a.mp4', true],
    ['http://replicate.delivery/a.mp4', false],
    ['https://replicate.delivery:8443/a.mp4', false],
    ['https://replicate.delivery.evil.example/a.mp4', false],
    ['https://evilreplicate.delivery/a.mp4', false],
    ['https://replicate.delivery@evil.example/a.mp4', false],
    ['https://user:word@replicate.delivery/a.mp4', false],
    ['https://api.replicate.com/v1/files/x', false],
    ['https://169.254.169.254/', false],
    ['http://127.0.0.1:9000/a.mp4', true],
    ['http://2130706433:9000/a.mp4', true],
    ['http://127.0.0.1:9001/a.mp4', false],
    ['https://clips.example/a.mp4', true],
    ['http://clips.example:443/a.mp4', false],
    ['ftp://clips.example:443/a.mp4', false],
    ['file:///etc/passwd', false],
  ])('%s: %s', (url, allowed) => {
    expect(mayDownloadFrom(new URL(url), ['127.0.0.1:9000', 'clips.example:443'])).toBe(allowed);
  });
});
