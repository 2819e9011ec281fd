import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportUrl } from '../../adapters/web/links.ts';
import { buildServer } from '../../adapters/web/server.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, person, wish } from './people.ts';
import { secret } from './visit.ts';

describe('what is kept about a visitor', () => {
  const stand = standUp();
  let server: Awaited<ReturnType<typeof buildServer>>;
  beforeEach(async () => {
    await stand.rebuild({ limits: { daily: 1_000 } });
    server = await buildServer({ needs: [], pages: [pagesOf(stand.services)] });
  });
  afterEach(() => server.close());

  const withClip = async () => {
    const ana = await person(server);
    const made = await ana.post('/make', wish({ prompt: 'slow zoom' }));
    const [, job = ''] = /^\/jobs\/([\w-]{22})$/.exec(String(made.headers.location)) ?? [];
    await runJob(stand.services, job, new AbortController().signal);
    return { ana, owner: (await stand.reload(job)).owner };
  };

  it('is found from every page', async () => {
    const { ana } = await withClip();
    for (const page of ['/', '/clips', '/gallery'])
      expect((await ana.get(page)).body).toContain('<a href="/account">Your data</a>');
    const { body } = await ana.get('/account');
    expect(body).toContain('href="/export.zip"');
    expect(body).toContain('href="/forget"');
  });

  it('is also what new clips start with, which can be changed and removed', async () => {
    const ana = await person(server);
    const save = async (values: Record<string, string>) =>
      (await ana.post('/defaults', new URLSearchParams(values))).statusCode;
    expect(await save({ effect: 'old-photo', seconds: '7', ratio: '1:1' })).toBe(303);
    const saved = (await ana.get('/defaults')).body;
    expect(saved).toMatch(/value="old-photo"[^>]* selected/);
    const { body } = await ana.get('/');
    expect(body).toMatch(/value="old-photo"[^>]* checked/);
    expect(body).toContain('placeholder="7"');
    expect(body).toMatch(/value="" data-value="1:1" selected/);
    const made = await ana.post('/make', wish({ effect: 'old-photo', seconds: '', ratio: '16:9' }));
    const [, job = ''] = /^\/jobs\/([\w-]{22})$/.exec(String(made.headers.location)) ?? [];
    expect((await stand.reload(job)).order).toMatchObject({ seconds: 7, ratio: '16:9' });
    expect(await save({ effect: '', seconds: '', ratio: '' })).toBe(303);
    expect((await ana.get('/')).body).not.toContain('placeholder="7"');
    expect(await save({ seconds: '70' })).toBe(400);
  });

  it('is presets too: saved from a clip, used, exported with everything, imported again and deleted', async () => {
    const { ana } = await withClip();
    const [, clip = ''] = /\/clips\/([\w-]{22})/.exec((await ana.get('/clips')).body) ?? [];
    expect((await ana.get(`/clips/${clip}`)).body).toContain(`preset:${clip}:save`);
    const page = await ana.press(`preset:${clip}:save`);
    const id = async () => /\/\?preset=([\w-]{22})/.exec((await ana.get('/clips')).body)?.[1] ?? '';
    expect(page.body).toContain('It includes the prompt');
    const form = (await ana.get(`/?preset=${await id()}`)).body;
    expect(form).toContain('>slow zoom</textarea>');
    expect(form).toMatch(/name="preset" value="[^"]+"/);
    const file = await ana.get(`/presets/${await id()}.json`);
    expect(JSON.parse(file.body)).toMatchObject({ photoplay: 'preset', values: { prompt: 'slow zoom' } });
    const zip = (await ana.get('/export.zip')).rawPayload.toString('latin1');
    expect(zip).toContain('presets/1-');
    expect((await ana.press(`preset:${await id()}:delete`)).body).toContain('Deleted the preset');
    const sent = new FormData();
    sent.set('name', 'Again');
    sent.set('file', new File([file.body], 'p.json', { type: 'application/json' }));
    expect((await ana.post('/presets', sent)).statusCode).toBe(303);
    expect((await ana.get('/presets')).body).toContain('Preset Again');
  });

  it('is opened by browsers that are signed in, each of which can be signed out', async () => {
    const { ana } = await withClip();
    const before = { ...ana.cookies };
    const thief = await person(server);
    Object.assign(thief.cookies, before);
    expect((await thief.get('/clips')).body).toContain('slow zoom');
    const { body } = await ana.get('/account', {
      headers: { 'user-agent': 'Mozilla (X11; Linux) Firefox/1' },
    });
    expect(body).toContain('This browser');
    const [, id = ''] = /name="id" value="([^"]+)"/.exec(body) ?? [];
    const out = await ana.post('/account/sign-out', new URLSearchParams({ id }));
    expect([out.statusCode, out.headers.location]).toEqual([303, '/']);
    Object.assign(ana.cookies, before);
    for (const one of [ana, thief]) expect((await one.get('/clips')).body).not.toContain('slow zoom');
  });

  it('is no longer opened by a cookie from before somebody entered the key', async () => {
    const key = 'a key for visitors';
    const shut = await buildServer({
      needs: [],
      pages: [pagesOf(stand.services, undefined, { signIn: { key } })],
    });
    const ana = await person(shut);
    const enter = () => ana.post('/key', new URLSearchParams({ key }));
    await enter();
    const first = ana.cookies['session'] ?? '';
    await enter();
    const second = ana.cookies['session'] ?? '';
    const ownerIn = (cookie: string) => /owner:([\w-]{22})/.exec(decodeURIComponent(cookie))?.[1];
    expect(ownerIn(second)).toBe(ownerIn(first));
    expect(second).not.toBe(first);
    expect((await ana.get('/clips')).statusCode).toBe(200);
    ana.cookies['session'] = first;
    expect((await ana.get('/clips')).statusCode).toBe(303);
    await shut.close();
  });

  it('is explained on a page that everybody may read', async () => {
    const { body } = await (await person(server)).get('/privacy');
    expect(body).toContain('<h1>Privacy</h1>');
    expect(body).toContain('Questions or requests: ops@clips.example');
  });

  it('is deleted after one question, and the browser is nobody afterwards', async () => {
    const { ana, owner } = await withClip();
    const { body } = await ana.get('/forget');
    expect(body).toContain('Delete everything stored about this browser? You can’t undo this.');
    expect(body).toContain('<li>Records of credits and consent, without your name or ID</li>');
    const [action = ''] = /forget:[\w-]{22}:yes/.exec(body) ?? [];
    const stranger = await person(server);
    expect((await stranger.press(action)).statusCode).toBe(404);
    expect((await ana.press(action)).body).toContain('1 clip and everything else about you is deleted.');
    expect((await ana.get('/clips')).body).not.toContain(owner);
    expect((await ana.get('/export.zip')).statusCode).toBe(404);
  });

  it('is downloaded as one archive, by whoever it belongs to or has a link that lasts', async () => {
    const { ana, owner } = await withClip();
    const archive = await ana.get('/export.zip');
    expect(archive.headers).toMatchObject({
      'content-type': 'application/zip',
      'cache-control': 'private, no-store',
    });
    expect(archive.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(archive.payload).toContain('"prompt": "slow zoom"');
    expect(archive.payload).not.toContain(owner);
    const stranger = await person(server);
    expect((await stranger.get('/export.zip')).statusCode).toBe(404);
    const link = (until: number) => exportUrl(secret, { owner, ids: [] }, until);
    expect((await stranger.get(link(Date.now() + 60_000))).statusCode).toBe(200);
    expect((await stranger.get(link(Date.now() - 60_000))).statusCode).toBe(410);
    const forged = link(Date.now() + 60_000).replace(encodeURIComponent(owner), 'web%3Asomebody');
    expect((await stranger.get(forged)).statusCode).toBe(404);
  });
});
