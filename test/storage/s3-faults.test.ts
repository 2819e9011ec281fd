import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDisk } from '../../src/storage/disk.ts';
import { openBucket } from '../../src/storage/s3/bucket.ts';
import { openS3 } from '../../src/storage/s3/open-s3.ts';
import { listen } from '../peers/listen.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const refuse =
  (status: number, code: string, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/xml', ...headers });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`);
  };

const words = 'bytes of a clip';
const give: Answer = ({ method }, response) => {
  response.writeHead(method === 'DELETE' ? 204 : 200, { etag: '"1"' });
  response.end(method === 'GET' ? words : undefined);
};
const breakOff: Answer = (_, response) => {
  response.writeHead(200, { etag: '"1"', 'content-length': words.length });
  response.write(words.slice(0, 5), () => response.destroy());
};

const listing = '<?xml version="1.0"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';
const isListing = ({ url = '' }: IncomingMessage): boolean => url.includes('list-type=2');
const giveAll: Answer = (request, response) => {
  if (!isListing(request)) return give(request, response);
  response.writeHead(200, { 'content-type': 'application/xml' }).end(listing);
};

describe('an S3 store in trouble', () => {
  let folder = '';
  let server: Awaited<ReturnType<typeof listen>>;
  let answer: Answer = give;
  let asked = 0;

  beforeAll(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'hidden-secret');
    folder = await mkdtemp(join(tmpdir(), 'photoplay-s3-'));
    server = await listen(
      createServer((request, response) => {
        request.resume().on('end', () => {
          asked += 1;
          answer(request, response);
        });
      }),
    );
  });
  beforeEach(() => {
    asked = 0;
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  const settings = () => ({ bucket: 'clips', endpoint: server.url, region: 'us-east-1' });
  const open = async () => openS3({ ...settings(), folder }, await openDisk(folder, false));
  /** The first answer is one, the rest another. */
  const first =
    (one: Answer, rest: Answer = give): Answer =>
    (...exchange) =>
      (asked === 1 ? one : rest)(...exchange);

  it.each([
    { name: 'asks to slow down', one: refuse(503, 'SlowDown') },
    { name: 'fails inside', one: refuse(500, 'InternalError') },
    { name: 'breaks off in a body', one: breakOff },
    { name: 'hangs up', one: ((request) => request.socket.destroy()) satisfies Answer },
  ])('is asked again when it $name', async ({ one }) => {
    answer = first(one);
    const path = join(folder, 'copy');
    await openBucket(settings()).get('clips/a.mp4', path);
    expect(await readFile(path, 'utf8')).toBe(words);
    expect(asked).toBe(2);
  });

  it('gets a file again when it asks to slow down', async () => {
    answer = first(refuse(503, 'SlowDown'));
    const path = join(folder, 'file');
    await writeFile(path, words);
    expect(await openBucket(settings()).put('clips/a.mp4', path)).toBe('"1"');
    expect(asked).toBe(2);
  });

  it('is given up when every body breaks off', async () => {
    answer = breakOff;
    await expect(openBucket(settings()).get('clips/a.mp4', join(folder, 'half'))).rejects.toThrow();
    expect(asked).toBe(3);
  });

  it('is followed to the region of its bucket', async () => {
    answer = (request, response) => {
      const away = !request.headers.authorization?.includes('/eu-west-1/s3/');
      return (away ? refuse(301, 'PermanentRedirect', { 'x-amz-bucket-region': 'eu-west-1' }) : give)(
        ...([request, response] as const),
      );
    };
    expect(await openBucket(settings()).read('clips/a.mp4')).toBe(words);
  });

  it('is asked by its own clock when ours is wrong', async () => {
    const later = new Date(Date.now() + 3_600_000);
    const hour = later.toISOString().slice(0, 13).replaceAll('-', '');
    answer = (request, response) => {
      const right = String(request.headers['x-amz-date']).startsWith(hour);
      return (right ? give : refuse(403, 'RequestTimeTooSkewed', { date: later.toUTCString() }))(
        ...([request, response] as const),
      );
    };
    expect(await openBucket(settings()).read('clips/a.mp4')).toBe(words);
  });

  it('says how old its files are by its own clock, or new ones would be collected', async () => {
    const earlier = new Date(Date.now() - 3 * 3_600_000);
    const entry = `<Contents><Key>clips/a.mp4</Key><LastModified>${earlier.toISOString()}</LastModified><Size>7</Size></Contents>`;
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/xml', date: earlier.toUTCString() });
      response.end(listing.replace('</List', `${entry}</List`));
    };
    const found: { key: string; age: number; bytes: number }[] = [];
    for await (const object of openBucket(settings()).list()) found.push(object);
    expect(found).toEqual([{ key: 'clips/a.mp4', age: expect.any(Number), bytes: 7 }]);
    expect(Math.abs(found[0]?.age ?? Number.NaN)).toBeLessThan(60);
  });

  const denying =
    (denied: (request: IncomingMessage) => boolean): Answer =>
    (...exchange) =>
      (denied(exchange[0]) ? refuse(403, 'AccessDenied') : giveAll)(...exchange);
  const isGet = (request: IncomingMessage): boolean => request.method === 'GET' && !isListing(request);

  it.each([
    { right: 's3:ListBucket', denied: isListing },
    { right: 's3:PutObject', denied: ({ method }: IncomingMessage) => method === 'PUT' },
    { right: 's3:GetObject', denied: isGet },
    { right: 's3:DeleteObject', denied: ({ method }: IncomingMessage) => method === 'DELETE' },
  ])('names the right $right if it is missing', async ({ right, denied }) => {
    answer = denying(denied);
    await expect(open()).rejects.toMatchObject({
      ...{ kind: 'bad_setting', facts: { name: 'S3_BUCKET', rule: `needs keys with the right ${right}` } },
    });
  });

  it.each([
    { code: 'InvalidAccessKeyId', name: 'AWS_ACCESS_KEY_ID' },
    { code: 'SignatureDoesNotMatch', name: 'AWS_ACCESS_KEY_ID' },
    { code: 'NoSuchBucket', name: 'S3_BUCKET' },
    { code: 'AuthorizationHeaderMalformed', name: 'S3_REGION' },
  ])('names $name when it says $code, and no secret', async ({ code, name }) => {
    answer = refuse(code === 'NoSuchBucket' ? 404 : 403, code);
    const failure = await open().catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'bad_setting', facts: { name } });
    expect(JSON.stringify(failure)).not.toContain('hidden-secret');
  });

  it('that refuses while running is waited out as storage', async () => {
    answer = giveAll;
    const storage = await open();
    answer = refuse(403, 'AccessDenied');
    await expect(storage.path('photos/a.png')).rejects.toMatchObject({
      kind: 'fault',
      facts: { of: 'storage' },
    });
    await expect(storage.ping()).rejects.toMatchObject({ kind: 'fault' });
    answer = refuse(404, 'NoSuchKey');
    await expect(storage.path('photos/a.png')).rejects.toMatchObject({ kind: 'not_found' });
  });
});
