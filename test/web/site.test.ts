import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { sign } from '@fastify/cookie';
import type { FastifyPluginAsync } from 'fastify';
import { html } from 'ghtml';
import { describe, expect, it } from 'vitest';
import { asset } from '../../adapters/web/assets.ts';
import { sendPage } from '../../adapters/web/page.ts';
import { admit } from '../../adapters/web/sign-in.ts';
import { visitorOf } from '../../adapters/web/visitor.ts';
import { beginSession } from '../../adapters/web/web-session.ts';
import { Failure } from '../../src/core/failure.ts';
import { memorySessions } from './memory-sessions.ts';
import { log, secret, visit } from './visit.ts';

const room: FastifyPluginAsync = async (server) => {
  server.get('/', async (request, answer) => sendPage(request, answer, { title: 'Hi', body: '<h1>Hi</h1>' }));
  server.get('/begin', async (request, answer) => beginSession(request, answer));
  server.get('/me', async (request) => visitorOf(request).owner);
  server.get('/shared', async (_request, answer) => {
    answer.header('cache-control', 'public, no-cache');
    return 'for all';
  });
  server.post('/do', async () => 'done');
  server.get('/broken', async () => {
    throw new Error('a secret detail');
  });
  server.get('/guarded', { preHandler: admit }, async () => 'inside');
  server.get('/echo', async (request, answer) =>
    sendPage(request, answer, { title: String(request.query), body: html`${JSON.stringify(request.query)}` }),
  );
};
const sections = [room];
const line = new EventEmitter();

describe('the site', () => {
  it('answers with strict headers and asks nobody else for anything', async () => {
    const server = await visit({ sections });
    const { headers, body } = await server.inject('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('same-origin');
    expect(headers['x-robots-tag']).toBe('noindex');
    expect(headers['x-powered-by']).toBeUndefined();
    for (const [, address] of body.matchAll(/(?:src|href|action)="([^"]*)"/g))
      expect(address).toMatch(/^[/#](?!\/)/);
    for (const [, address = ''] of body.matchAll(/(?:src|href)="(\/assets[^"]*)"/g))
      expect((await server.inject(address)).statusCode).toBe(200);
  });

  it('says in a page or in JSON that there is nothing, without repeating what was asked', async () => {
    const server = await visit({ sections });
    const page = await server.inject({ url: '/<script>alert(1)</script>', headers: { accept: 'text/html' } });
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).not.toContain('alert(1)');
    const json = await server.inject({ url: '/nothing', headers: { accept: 'application/json' } });
    expect(json.json()).toMatchObject({ error: 'not_found' });
  });

  it('shows nobody what went wrong inside', async () => {
    const broken = await (await visit({ sections })).inject('/broken');
    expect(broken.statusCode).toBe(500);
    expect(broken.body).not.toContain('secret detail');
  });

  it('lets no path climb out of the assets', async () => {
    const server = await visit({ sections });
    const style = (await server.inject('/')).body.match(/href="(\/assets\/[^/]+\/)site.css/)?.[1] ?? '';
    for (const path of ['../page.ts', '..%2fpage.ts', '%2e%2e/page.ts', '..%5cpage.ts', '....//page.ts'])
      expect((await server.inject(`${style}${path}`)).statusCode).toBeGreaterThanOrEqual(400);
  });

  it('turns away an address that asks too much, and no other', async () => {
    const server = await visit({ sections, limit: 5 });
    const codes: number[] = [];
    for (let count = 0; count < 8; count++)
      codes.push((await server.inject({ url: '/', remoteAddress: '192.0.2.1' })).statusCode);
    expect(codes).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const missing = await server.inject({ url: '/none', remoteAddress: '192.0.2.1' });
    expect(missing.statusCode).toBe(429);
    expect(Number(missing.headers['retry-after'])).toBeGreaterThan(0);
    expect(missing.body).toContain('<h1>Too many requests</h1>');
    expect(missing.body).toMatch(/href="\/none">Try again/);
    const style = missing.body.match(/href="(\/assets\/[^"]+site\.css)"/)?.[1] ?? '';
    expect((await server.inject({ url: style, remoteAddress: '192.0.2.1' })).statusCode).toBe(200);
    expect((await server.inject({ url: '/', remoteAddress: '192.0.2.2' })).statusCode).toBe(200);
  });
});

describe('the language', () => {
  const skipLink = async (headers: Record<string, string>, url = '/') =>
    (await (await visit({ sections })).inject({ url, headers })).body.match(/class="skip"[^>]*>([^<]*)/)?.[1];

  it('is what the browser asks for, English when nobody knows it', async () => {
    expect(await skipLink({ 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' })).toBe('Zum Inhalt springen');
    expect(await skipLink({ 'accept-language': 'tlh' })).toBe('Skip to content');
    expect(await skipLink({ 'accept-language': ';;;"<script>' })).toBe('Skip to content');
    expect(await skipLink({})).toBe('Skip to content');
  });

  it('can be chosen, and is remembered', async () => {
    const server = await visit({ sections });
    const chosen = await server.inject('/?lang=de');
    expect(chosen.body).toContain('<html lang="de">');
    const [cookie] = chosen.cookies;
    const later = await server.inject({
      url: '/',
      cookies: { [String(cookie?.name)]: String(cookie?.value) },
    });
    expect(later.body).toContain('<html lang="de">');
    const odd = await server.inject('/?lang=../../etc');
    expect(odd.body).toContain('<html lang="en">');
    expect(odd.cookies).toEqual([]);
  });
});

describe('a session', () => {
  it('is one owner for as long as its cookie lasts, which scripts cannot read', async () => {
    const sessions = memorySessions();
    const server = await visit({ sections, sessions });
    const begun = await server.inject('/begin');
    const [cookie] = begun.cookies;
    const lasting = { maxAge: 90 * 24 * 60 * 60, httpOnly: true, sameSite: 'Lax', path: '/' };
    expect(cookie).toMatchObject({ name: 'session', ...lasting });
    expect(begun.body).toMatch(/^web:[A-Za-z0-9_-]{22}$/);
    const same = await (await visit({ sections, sessions })).inject({
      url: '/me',
      cookies: { session: String(cookie?.value) },
    });
    expect(same.body).toBe(begun.body);
  });

  it('takes a cookie of an earlier version until the new one has come back', async () => {
    const server = await visit({ sections });
    const id = 'A'.repeat(22);
    const old = { session: sign(`owner:${id}`, secret) };
    const first = await server.inject({ url: '/me', cookies: old });
    const second = await server.inject({ url: '/me', cookies: old });
    expect([first.body, second.body]).toEqual([`web:${id}`, `web:${id}`]);
    for (const { cookies } of [first, second]) {
      const session = String(cookies[0]?.value);
      expect((await server.inject({ url: '/me', cookies: { session } })).body).toBe(`web:${id}`);
    }
    expect((await server.inject({ url: '/me', cookies: old })).body).toBe('');
  });

  it('goes into no answer that others may be given from a cache', async () => {
    const server = await visit({ sections });
    const session = String((await server.inject('/begin')).cookies[0]?.value);
    const shared = await server.inject({ url: '/shared?lang=de', cookies: { session } });
    expect([shared.body, shared.cookies]).toEqual(['for all', []]);
    const own = await server.inject({
      url: '/me',
      cookies: { session: sign(`owner:${'B'.repeat(22)}`, secret) },
    });
    expect(own.cookies).toHaveLength(1);
  });

  it('that cannot be read gives a page that says so', async () => {
    const find = async () => {
      throw new Failure('store_down');
    };
    const server = await visit({ sections, sessions: { ...memorySessions(), find } });
    const cookies = { session: sign(`owner:${'A'.repeat(22)}:${'A'.repeat(22)}`, secret) };
    const page = await server.inject({ url: '/me', cookies, headers: { accept: 'text/html' } });
    expect([page.statusCode, page.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<h1>');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('of somebody who has hung up meanwhile is no fault', async () => {
    const faults: unknown[] = [];
    const gone = once(line, 'gone');
    const find = async () => {
      line.emit('asked');
      await gone;
      return null;
    };
    const server = await visit({
      sections,
      sessions: { ...memorySessions(), find },
      log: { ...log, error: (...said: unknown[]) => faults.push(said) },
    });
    server.server.once('connection', (socket) => socket.once('close', () => line.emit('gone')));
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const asked = once(line, 'asked');
    const session = sign(`owner:${'A'.repeat(22)}:${'A'.repeat(22)}`, secret);
    const person = connect(port, '127.0.0.1');
    person.write(`GET /me HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session=${session}\r\n\r\n`);
    await asked;
    person.destroy();
    await gone;
    await server.inject('/');
    await server.close();
    expect(faults).toEqual([]);
  });

  it('is nobody when its cookie was made up, changed, or signed for another use', async () => {
    const server = await visit({ sections });
    const value = String((await server.inject('/begin')).cookies[0]?.value);
    const id = 'A'.repeat(22);
    const others = [id, `owner:${id}`, `owner:${id}.sig`, `${value}x`, value.replace(/:./, ':-')];
    const signed = [`key:${id}`, 'owner:../x', `owner:${id}x`].map((text) => sign(text, secret));
    for (const session of [...others, ...signed])
      expect((await server.inject({ url: '/me', cookies: { session } })).body).toBe('');
  });

  it('can be installed: a manifest whose icons are there, and an icon where programs look for one', async () => {
    const server = await visit({ sections });
    const { body } = await server.inject({ url: '/nothing', headers: { accept: 'text/html' } });
    const address = /rel="manifest" href="([^"]+)"/.exec(body)?.[1] ?? '';
    const { icons } = (await server.inject(address)).json();
    for (const { src } of icons)
      expect((await server.inject(address.replace('manifest.webmanifest', src))).statusCode).toBe(200);
    expect((await server.inject('/favicon.ico')).headers['content-type']).toBe('image/png');
  });

  it('acts on what its own pages send, and on nothing that another site makes a browser send', async () => {
    const server = await visit({ sections });
    const code = async (headers: Record<string, string>) =>
      (await server.inject({ method: 'POST', url: '/do', headers: { host: 'here:80', ...headers } }))
        .statusCode;
    expect(await code({})).toBe(200);
    expect(await code({ origin: 'http://here:80', 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await code({ origin: 'http://there' })).toBe(403);
    expect(await code({ origin: 'null' })).toBe(403);
    expect(await code({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await code({ origin: 'http://here:80', 'sec-fetch-site': 'same-site' })).toBe(403);
  });
});

describe('the door', () => {
  const key = 'open sesame';

  it('is open to this machine and shut to everybody else while there is no key', async () => {
    const local = await visit({ sections });
    expect((await local.inject({ url: '/guarded', headers: { host: 'localhost:8787' } })).body).toBe(
      'inside',
    );
    expect((await local.inject({ url: '/guarded', headers: { host: 'evil.example' } })).statusCode).toBe(403);
    const proxied = { host: '127.0.0.1:8787', 'x-forwarded-for': '192.0.2.7' };
    expect((await local.inject({ url: '/guarded', headers: proxied })).statusCode).toBe(403);
    const open = await visit({ sections, signIn: { local: false } });
    expect((await open.inject({ url: '/guarded', headers: { host: 'localhost:8787' } })).statusCode).toBe(
      403,
    );
  });

  it('asks for the key, remembers who knew it, and forgets them when the key changes', async () => {
    const sessions = memorySessions();
    const server = await visit({ sections, sessions, signIn: { key } });
    const asked = await server.inject('/guarded');
    expect([asked.statusCode, asked.headers.location]).toEqual([303, '/key?next=%2Fguarded']);
    const give = (payload: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/key',
        payload: new URLSearchParams(payload).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    const wrong = await give({ key: 'open barley', next: '/guarded' });
    expect([wrong.statusCode, wrong.cookies]).toEqual([403, []]);
    const right = await give({ key, next: '/guarded' });
    expect([right.statusCode, right.headers.location]).toEqual([303, '/guarded']);
    const cookies = { session: String(right.cookies[0]?.value) };
    expect((await server.inject({ url: '/guarded', cookies })).body).toBe('inside');
    const changed = await visit({ sections, sessions, signIn: { key: 'another key' } });
    expect((await changed.inject({ url: '/guarded', cookies })).statusCode).toBe(303);
    expect((await give({ key, next: '//evil.example' })).headers.location).toBe('/');
  });

  it('lets nobody guess for long', async () => {
    const server = await visit({ sections, signIn: { key } });
    const guess = () => server.inject({ method: 'POST', url: '/key', payload: { key: 'guess' } });
    const codes: number[] = [];
    for (let count = 0; count < 12; count++) codes.push((await guess()).statusCode);
    expect(codes).toEqual([...Array(10).fill(403), 429, 429]);
    // Nor from many line, as one network may have.
    const far = async (_: unknown, index: number) => {
      const [url, payload] = ['/key', { key: 'guess' }];
      const remoteAddress = `10.1.0.${index}`;
      return (await server.inject({ method: 'POST', url, payload, remoteAddress })).statusCode;
    };
    const all = await Promise.all(Array.from({ length: 200 }, far));
    expect(all.filter((code) => code === 403)).toHaveLength(190);
    const { statusCode } = await server.inject({ method: 'POST', url: '/key', payload: { key } });
    expect(statusCode).toBe(429);
  });
});

it('compresses what it sends to those who can read that', async () => {
  const server = await visit();
  const ask = async (encoding: string) =>
    (await server.inject({ url: asset('site.css'), headers: { 'accept-encoding': encoding } })).headers[
      'content-encoding'
    ];
  expect([await ask('br, gzip'), await ask('gzip'), await ask('identity')]).toEqual([
    'br',
    'gzip',
    undefined,
  ]);
  await server.close();
});
