import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { download, splitFirst, withDownloads } from '../../adapters/chat/attachments.ts';
import { animate } from '../../commands/animate.ts';
import { isAllowedHost, isSafeToFetch } from '../../src/core/allowed-hosts.ts';
import { requireSize, type UploadLimit } from '../../src/core/upload-limit.ts';

const allows = (address: string, ...hosts: string[]): boolean => isAllowedHost(new URL(address), hosts);

describe('an address that files may come from', () => {
  it('is meant by its port, also where that is the usual one', () => {
    expect(allows('https://cdn.example/a.jpg', 'cdn.example:443')).toBe(true);
    expect(allows('https://cdn.example:8443/a.jpg', 'cdn.example:443')).toBe(false);
    expect(allows('https://cdn.example:8443/a.jpg', 'cdn.example:8443')).toBe(true);
    expect(allows('https://other.example/a.jpg', 'cdn.example:443')).toBe(false);
  });

  it('is plain http only on this machine, whatever the settings say', () => {
    expect(allows('http://127.0.0.1:8080/a.jpg', '127.0.0.1:8080')).toBe(true);
    expect(allows('http://[::1]:8080/a.jpg', '[::1]:8080')).toBe(true);
    expect(allows('http://cdn.example/a.jpg', 'cdn.example:80')).toBe(false);
    expect(allows('http://cdn.example:8080/a.jpg', 'cdn.example:8080')).toBe(false);
  });

  it('carries no name or password, and no other scheme', () => {
    expect(allows('https://me:secret@cdn.example/a.jpg', 'cdn.example:443')).toBe(false);
    expect(isSafeToFetch(new URL('file:///etc/passwd'))).toBe(false);
  });
});

const photo = { kind: 'photo', megabytes: 1 } as const;

describe('an attachment', () => {
  let folder: string;
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-attachments-'));
    server = createServer((request, answer) => {
      if (request.url === '/photo') return answer.end('bytes');
      if (request.url === '/heavy') return answer.end(Buffer.alloc(2 ** 20 + 1));
      if (request.url === '/away') return answer.writeHead(302, { location: '/photo' }).end();
      return answer.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  const bring = (path: string, allowed: (url: URL) => boolean = isSafeToFetch) =>
    download({ url: `${origin}${path}`, name: 'photo.jpg' }, join(folder, 'photo'), photo, allowed);

  it('is fetched into a file', async () => {
    const { path } = await bring('/photo');
    expect(await readFile(path, 'utf8')).toBe('bytes');
  });

  it.each([
    ['is not fetched where nothing allows it', '/photo', () => false, 'photo_missing'],
    ['is not followed elsewhere', '/away', isSafeToFetch, 'expired'],
    ['is gone', '/nowhere', isSafeToFetch, 'expired'],
    ['is cut off while it comes, where it is too large', '/heavy', isSafeToFetch, 'photo_too_heavy'],
  ] as const)('%s', async (_, path, allowed, kind) => {
    await expect(bring(path, allowed)).rejects.toMatchObject({ kind });
  });

  it('is refused for what it says of itself', () => {
    const sound = { kind: 'sound', megabytes: 50 } as const;
    for (const limit of [photo, sound]) {
      expect(() => requireSize({ name: 'a', size: 0 }, limit)).toThrow(`${limit.kind}_empty`);
      const size = limit.megabytes * 2 ** 20;
      expect(() => requireSize({ name: 'a', size }, limit)).not.toThrow();
      expect(() => requireSize({ name: 'a', size: size + 1 }, limit)).toThrow(`${limit.kind}_too_heavy`);
    }
  });

  it('may be as large as its own option allows', async () => {
    const limits: Record<string, UploadLimit> = {};
    const given = { photos: ['p'], audio: ['a'], depth: ['d'], logo: ['l'] };
    const deps = { workspace: async () => ({ folder, [Symbol.asyncDispose]: async () => {} }) };
    const bring = async (name: string, path: string, limit: UploadLimit) => {
      limits[name] = limit;
      return { path, name };
    };
    await withDownloads(given, animate.options, deps, bring, async () => null);
    const picture = { kind: 'photo', megabytes: 20 };
    expect(limits).toEqual({ p: picture, d: picture, l: picture, a: { kind: 'sound', megabytes: 50 } });
  });
});

describe('the photos after the first of an album or form', () => {
  it('are what the clip ends with, or its references', () => {
    expect(splitFirst(['a', 'b'], 'last')).toEqual({ photos: ['a'], last: ['b'] });
    expect(splitFirst(['a', 'b', 'c'], 'reference')).toEqual({ photos: ['a'], reference: ['b', 'c'] });
    expect(() => splitFirst(['a'], 'reference')).toThrow('missing_option');
    expect(() => splitFirst(['a', 'b', 'c'], 'last')).toThrow('missing_option');
  });
});
