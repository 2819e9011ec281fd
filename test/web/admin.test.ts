import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openReplicate } from '../../src/engines/replicate/open-replicate.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { openFigures } from '../../src/jobs/service-metrics.ts';
import { clipsOfJob, findClip } from '../../src/store/clip-rows.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { listPaused } from '../../src/store/pauses.ts';
import { insertReport } from '../../src/store/reports.ts';
import { failing } from '../jobs/engines.ts';
import { startReplicate } from '../peers/replicate/server.ts';
import { adminStand, key } from './admin-stand.ts';
import { secret } from './visit.ts';

const pages = ['/admin', '/admin/jobs', '/admin/people', '/admin/engines', '/admin/reports'];

describe("the operators' pages", () => {
  const here = adminStand();
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const ask = (path: string, init: RequestInit & { cookie?: string } = {}) => {
    const { cookie = '', headers, ...rest } = init;
    return fetch(`${here.url}${path}`, { redirect: 'manual', ...rest, headers: { cookie, ...headers } });
  };
  /** What an operator reads after a form of theirs was sent. */
  const send = async (path: string, fields: Record<string, string>, cookie: string): Promise<string> => {
    const sent = await ask(path, { method: 'POST', body: new URLSearchParams(fields), cookie });
    expect(sent.status).toBe(303);
    const [said = ''] = (sent.headers.getSetCookie()[0] ?? '').split(';');
    const shown = await ask(sent.headers.get('location') ?? '', { cookie: `${cookie}; ${said}` });
    expect(shown.status).toBe(200);
    return shown.text();
  };
  const made = async (more: object = {}) => {
    await grantCredits(here.stand.store.database, 'ana', 10);
    const { job } = await here.stand.ask('ana', more);
    await runJob(here.services, job.id, new AbortController().signal);
    return here.stand.reload(job.id);
  };

  it('show one notice, and one line is logged, when a model declares something else while the service runs', async () => {
    const peer = await startReplicate();
    closing.push(peer.close);
    const lines: string[] = [];
    const write = (_facts: object, event: string): void => void lines.push(event);
    const settings = readConfig(peer.environment);
    const opened = openReplicate(settings, { debug: write, info: write, warn: write, error: write });
    if (opened === null) throw new Error('it is off');
    Object.assign(here.services, { models: opened.states, engines: [opened.engine] });
    const cookie = await here.signIn();
    const notices = async (path: string) =>
      (await (await ask(path, { cookie })).text()).match(/notice warn">[^<]*/g) ?? [];
    const check = () => opened.states.check(new AbortController().signal);
    await check();
    const offered = opened.engine.models().length;
    expect(await notices('/admin')).toEqual([]);
    peer.rule({ answer: ({ path }) => (path.includes('kling-v2.6') ? { status: 404 } : undefined) });
    await check();
    await check();
    expect(opened.engine.models()).toHaveLength(offered - 1);
    for (const path of ['/admin', '/admin/engines'])
      expect(await notices(path)).toEqual(['notice warn">kling-2.6 is off: it is gone']);
    expect(lines.filter((line) => line.includes('taken out'))).toHaveLength(1);
    const off = (await openFigures(here.services)()).find(({ name }) => name === 'photoplay_models_off');
    expect(off?.value).toBe(1);
  });

  it('find a job, a clip or a person, say what each stores, and block somebody', async () => {
    const cookie = await here.signIn();
    const job = await made();
    const [clip] = await clipsOfJob(here.stand.store.database, job.id);
    const link = encodeURIComponent(`https://clips.example/c/${clip?.id}?token=old`);
    for (const id of [job.id, clip?.id ?? '', link]) {
      const found = await ask(`/admin/people?find=${id}`, { cookie });
      expect([found.status, found.headers.get('location')]).toEqual([303, `/admin/jobs/${job.id}`]);
    }
    const people = async (words: string) => (await ask(`/admin/people?find=${words}`, { cookie })).text();
    expect(await people('AN')).toMatch(
      /owner=ana">ana<\/a>[\s\S]*data-head="Jobs \(unfinished\)"><div>1 \(0\)[\s\S]*data-head="Clips"><div>1</,
    );
    expect(await people('nobody%25')).not.toContain('owner=ana');
    expect(await (await ask('/admin/jobs?owner=ana', { cookie })).text()).toContain(`/admin/jobs/${job.id}`);
    expect(await (await ask('/admin/jobs?owner=ben', { cookie })).text()).not.toContain(
      `/admin/jobs/${job.id}`,
    );
    const back = '/admin/people';
    await send('/admin/do/block', { who: 'web:ana', back }, cookie);
    expect(await people('')).toContain('web:ana');
    expect(await send('/admin/do/unblock', { who: 'web:ana', back }, cookie)).not.toContain(
      'value="web:ana"',
    );
  });

  describe('and who may come in', () => {
    it('do not exist without a key', async () => {
      const without = await here.open(null);
      closing.push(without.close);
      const cookie = await here.signIn();
      for (const path of [...pages, '/admin/key'])
        expect((await fetch(`${without.url}${path}`, { headers: { cookie } })).status).toBe(404);
    });

    it('show nobody without the key anything but the door, and do nothing for them', async () => {
      for (const path of [...pages, '/admin/jobs/aaaaaaaaaaaaaaaaaaaaaa']) {
        const answer = await ask(path);
        expect(answer.status).toBe(303);
        expect(answer.headers.get('location')).toBe(`/admin/key?next=${encodeURIComponent(path)}`);
      }
      expect((await ask('/admin/do/pause', { method: 'POST', body: new URLSearchParams() })).status).toBe(
        303,
      );
      expect(await listPaused(here.stand.store.database)).toEqual([]);
    });

    it('open with the key, for half a day, in a cookie that no script and no other site gets', async () => {
      const body = new URLSearchParams({ key });
      const answer = await ask('/admin/key?next=/admin/jobs', { method: 'POST', body });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/jobs']);
      const [cookie = ''] = answer.headers.getSetCookie();
      for (const word of ['HttpOnly', 'SameSite=Strict', 'Path=/admin', 'Max-Age=43200'])
        expect(cookie).toContain(word);
      expect(cookie).not.toContain(key);
      const seen = await ask('/admin/jobs', { cookie: cookie.split(';')[0] ?? '' });
      expect(seen.status).toBe(200);
      expect(seen.headers.get('cache-control')).toBe('no-store');
      expect(seen.headers.get('x-robots-tag')).toBe('noindex');
    });

    it('list who is signed in, and sign out one browser or all others at once', async () => {
      const [one, two, three] = [await here.signIn(), await here.signIn(), await here.signIn()];
      const open = async () =>
        Promise.all([one, two, three].map(async (cookie) => (await ask('/admin/jobs', { cookie })).status));
      expect(await open()).toEqual([200, 200, 200]);
      const sessions = '/admin/sessions';
      const page = await (await ask(sessions, { cookie: one })).text();
      const ids = [...page.matchAll(/name="id" value="([^"]+)"/g)].map(([, id = '']) => id);
      expect(ids).toHaveLength(3);
      expect(page).not.toContain(one.split('=')[1]);
      await ask('/admin/out', { method: 'POST', cookie: three });
      expect(await open()).toEqual([200, 200, 303]);
      const body = new URLSearchParams({ others: 'yes' });
      await ask(sessions, { method: 'POST', cookie: one, body });
      expect(await open()).toEqual([200, 303, 303]);
    });

    it('stay shut for forged, foreign and outdated cookies, and lead nowhere else', async () => {
      const cookie = await here.signIn();
      const [name, value = ''] = cookie.split('=');
      const [until = '', signature = ''] = value.split('.');
      const later = (Number.parseInt(until, 36) + 1_000).toString(36);
      const forged = [`${later}.${signature}`, `${until}.${'A'.repeat(43)}`, '', 'x', `${value}${value}`];
      for (const one of forged) expect((await ask('/admin', { cookie: `${name}=${one}` })).status).toBe(303);
      for (const next of ['https://evil.example', '//evil.example', '/admin/../', '/admin@evil'])
        expect(
          (
            await ask(`/admin/key?next=${encodeURIComponent(next)}`, {
              method: 'POST',
              body: new URLSearchParams({ key }),
            })
          ).headers.get('location'),
        ).toBe('/admin');
    });

    it('ask whoever guesses to wait', async () => {
      const codes: number[] = [];
      for (let count = 0; count < 12; count++) {
        const body = new URLSearchParams({ key: `${secret} ${count}` });
        codes.push((await ask('/admin/key', { method: 'POST', body })).status);
      }
      expect(codes.at(-1)).toBe(429);
      expect(codes).not.toContain(303);
    });

    it('do nothing that another site makes a browser send', async () => {
      const cookie = await here.signIn();
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
      const answer = await ask('/admin/do/pause', { method: 'POST', cookie, headers });
      expect(answer.status).toBe(403);
      expect(await listPaused(here.stand.store.database)).toEqual([]);
    });
  });

  describe('and what they show', () => {
    it('is every page, with nothing of what people wrote or photographed', async () => {
      const job = await made({ prompt: 'canary prompt', owner: 'ana' });
      const cookie = await here.signIn();
      for (const path of [...pages, `/admin/jobs/${job.id}`]) {
        const answer = await ask(path, { cookie });
        const text = await answer.text();
        expect(answer.status).toBe(200);
        expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
        expect(text).toContain('Private clips stay private');
        for (const word of ['canary', 'undefined', 'NaN', '[object', job.order.photos[0] ?? 'none'])
          expect(text).not.toContain(word);
        // Neither style nor script stands in the page itself.
        expect(text).not.toMatch(/ style=| on[a-z]+=|<script(?![^>]* src=)/);
      }
    });

    it('escapes what people can choose', async () => {
      const owner = '<script>alert(1)</script>';
      await grantCredits(here.stand.store.database, owner, 10);
      const { job } = await here.stand.ask(owner);
      const cookie = await here.signIn();
      for (const path of ['/admin/jobs', `/admin/jobs/${job.id}`])
        expect(await (await ask(path, { cookie })).text()).not.toContain('<script>alert');
    });

    it('goes on page by page through all jobs, of one kind when asked', async () => {
      await grantCredits(here.stand.store.database, 'ana', 1_000);
      const ids = new Set<string>();
      for (let count = 0; count < 60; count++) ids.add((await here.stand.ask('ana')).job.id);
      const cookie = await here.signIn();
      const seen = new Set<string>();
      let path: string | undefined = '/admin/jobs?state=queued';
      for (let count = 0; path !== undefined && count < 5; count++) {
        const text: string = await (await ask(path, { cookie })).text();
        for (const [, id = ''] of text.matchAll(/href="\/admin\/jobs\/([\w-]{22})"/g)) seen.add(id);
        path = /rel="next" href="([^"]+)"/.exec(text)?.[1]?.replaceAll('&#61;', '=').replaceAll('&#38;', '&');
      }
      expect(seen).toEqual(ids);
      const failed = await (await ask('/admin/jobs?state=failed', { cookie })).text();
      expect(failed).toContain('None.');
    });

    it('answers nonsense clearly', async () => {
      const cookie = await here.signIn();
      const status = async (path: string, init: RequestInit = {}) =>
        (await ask(path, { ...init, cookie })).status;
      expect(await status('/admin/jobs?state=nonsense')).toBe(200);
      expect(await status('/admin/jobs?before=1')).toBe(404);
      expect(await status('/admin/jobs/aaaaaaaaaaaaaaaaaaaaaa')).toBe(404);
      expect(await status("/admin/jobs/'%20or%201=1")).toBe(404);
      expect(await status('/admin/nothing')).toBe(404);
      expect(await status('/admin/do/animate', { method: 'POST', body: new URLSearchParams() })).toBe(404);
    });
  });

  describe('and what they do', () => {
    it('pauses and resumes, and says so', async () => {
      const cookie = await here.signIn();
      const back = '/admin/engines';
      const paused = await send('/admin/do/pause', { engine: 'predictions', back }, cookie);
      expect(paused).toContain('Paused: predictions.');
      expect(await listPaused(here.stand.store.database)).toEqual(['predictions']);
      const form = /action="\/admin\/do\/resume"[\s\S]*?name="engine" value="predictions"/;
      expect(paused).toMatch(form);
      expect(await send('/admin/do/resume', { engine: 'predictions', back }, cookie)).not.toMatch(form);
      expect(await send('/admin/do/pause', { engine: 'nonsense', back }, cookie)).toContain(
        '“nonsense” isn’t an option.',
      );
    });

    it('says an outcome once', async () => {
      const cookie = await here.signIn();
      await send('/admin/do/pause', { back: '/admin' }, cookie);
      const sent = await ask('/admin/do/pause', { method: 'POST', body: new URLSearchParams(), cookie });
      const [said = ''] = (sent.headers.getSetCookie()[0] ?? '').split(';');
      const shown = await ask('/admin', { cookie: `${cookie}; ${said}` });
      expect(shown.headers.getSetCookie().join()).toMatch(/said=;/);
      const forged = await ask('/admin', { cookie: `${cookie}; said=%2Bcanary.aaaa` });
      expect(await forged.text()).not.toContain('canary');
    });

    it('retries what failed and refunds what was paid', async () => {
      await grantCredits(here.stand.store.database, 'ana', 10);
      await here.stand.rebuild({ engine: failing(here.stand.engine, 'model_failed') });
      const failed = await made();
      await here.stand.rebuild({});
      const cookie = await here.signIn();
      const back = `/admin/jobs/${failed.id}`;
      const page = await (await ask(back, { cookie })).text();
      expect(page).toContain('/admin/do/redo');
      expect(page).not.toContain('/admin/do/refund');
      expect(await send('/admin/do/redo', { id: failed.id, back }, cookie)).toMatch(
        /Retrying for ana as job/,
      );
      const paid = await made();
      const there = `/admin/jobs/${paid.id}`;
      expect(await send('/admin/do/refund', { id: paid.id, back: there }, cookie)).toContain(
        'Refunded 3 credits to ana',
      );
      const again = await send('/admin/do/refund', { id: paid.id, back: there }, cookie);
      expect(again).toContain('nothing to refund');
      expect(again).not.toContain('action="/admin/do/refund"');
    });

    it('shows a reported clip of a server to the operator, unless it is private, and to nobody else', async () => {
      const cookie = await here.signIn();
      const clips = ['community', 'private'].map(async (visibility) => {
        const job = await made({ community: 'home', visibility: visibility as 'community' });
        return (await clipsOfJob(here.stand.store.database, job.id))[0]?.id ?? '';
      });
      const [shown = '', hidden = ''] = await Promise.all(clips);
      const look = (path: string, more: object) =>
        ask(`/admin/clips/${path}`, { redirect: 'manual', ...more });
      const seen = await look(`${shown}.mp4`, { cookie });
      expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'video/mp4']);
      expect((await look(`${shown}.mp4`, {})).headers.get('location')).toMatch('/admin/key');
      for (const none of [`${hidden}.mp4`, `${shown}.mp3`, `${'a'.repeat(22)}.mp4`])
        expect((await look(none, { cookie })).status, none).toBe(404);
    });

    it('takes a reported clip down, or dismisses what was said of it', async () => {
      const clips: string[] = [];
      for (let count = 0; count < 2; count++) {
        const job = await made({ visibility: 'public' });
        const [clip] = await clipsOfJob(here.stand.store.database, job.id);
        clips.push(clip?.id ?? '');
        const report = { clip: clip?.id ?? '', reason: 'it is <b>me</b>' };
        for (const actor of ['ben', 'eve'])
          await insertReport(here.stand.store.database, { ...report, actor });
      }
      const [one = '', two = ''] = clips;
      const cookie = await here.signIn();
      const back = '/admin/reports';
      const open = await (await ask(back, { cookie })).text();
      for (const clip of clips) expect(open).toContain(`/admin/clips/${clip}.mp4`);
      expect(open).toContain('it is &#60;b&#62;me');
      const down = await send('/admin/do/takedown', { id: one, reason: 'consent', back }, cookie);
      expect(down).toContain('clip and told its owner why.');
      expect(await findClip(here.stand.store.database, one)).toBeNull();
      const left = await send('/admin/do/dismiss', { id: two, back }, cookie);
      expect(left).toContain('Dismissed 2 reports.');
      expect(left).toContain('No open reports.');
      expect(await findClip(here.stand.store.database, two)).not.toBeNull();
    });
  });
});
