import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildServer } from '../../adapters/web/server.ts';
import { animate } from '../../commands/animate.ts';
import { edit } from '../../commands/edit.ts';
import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, person, wish } from './people.ts';

const stand = standUp();
let server: Awaited<ReturnType<typeof buildServer>>;
beforeEach(async () => {
  await stand.rebuild({ limits: { daily: 1_000 } });
  server = await buildServer({ needs: [], pages: [pagesOf(stand.services)] });
});
afterEach(() => server.close());

const jobIn = (answer: {
  readonly headers: { readonly location?: unknown };
  readonly body: string;
}): string => {
  const [, job] = /^\/jobs\/([\w-]{22})$/.exec(String(answer.headers.location)) ?? [];
  if (job === undefined) throw new Error(`no job: ${answer.body}`);
  return job;
};

/** Somebody with a finished clip. */
const withClip = async (fields: Record<string, string> = {}) => {
  const ana = await person(server);
  const job = jobIn(await ana.post('/make', wish(fields)));
  await stand.work();
  await stand.done(job);
  const [clip = ''] = /data-clip="([\w-]{22})"/.exec((await ana.get(`/jobs/${job}`)).body)?.slice(1) ?? [];
  expect(clip).not.toBe('');
  return { ana, job, clip };
};

describe('the form', () => {
  it('has a field for every option that animate declares, and one for every option of edit', async () => {
    const { ana, clip } = await withClip();
    const shown = async (url: string): Promise<string[]> => {
      const { body } = await ana.get(url);
      return [...new Set([...body.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name))].sort();
    };
    // What leaves nothing to choose is not asked.
    const idle = ['engine', 'model', 'visibility'];
    const declared = (options: object, not: readonly string[]) =>
      [...Object.keys(options).filter((name) => !not.includes(name)), 'key'].sort();
    const besides = ['color-scheme', 'theme-color', 'viewport'];
    const start = [...declared(animate.options, idle), ...besides, 'show', 'show-masked'];
    expect(await shown('/')).toEqual(start.sort());
    expect(await shown(`/edit/${clip}`)).toEqual([...declared(edit.options, ['id']), ...besides].sort());
  });

  it('takes what to compare with as checkboxes', async () => {
    const ana = await person(server);
    expect((await ana.get('/')).body).toContain(
      '<input type="checkbox" name="compare" value="old-photo" >Old photo',
    );
    const form = wish({ effect: 'parallax' });
    for (const name of ['old-photo', 'talking-head']) form.append('compare', name);
    const { order } = await stand.reload(jobIn(await ana.post('/make', form)));
    expect(order.variants).toMatchObject([{}, { effect: 'old-photo' }, { effect: 'talking-head' }]);
  });

  it('makes a clip without scripts: a form, a page that looks again, and the clip', async () => {
    const ana = await person(server);
    const sent = await ana.post(
      '/make',
      wish({ effect: 'old-photo', prompt: 'slow zoom', seconds: '2', visibility: '' }),
    );
    expect(sent.statusCode).toBe(303);
    const job = jobIn(sent);
    expect((await stand.reload(job)).order).toMatchObject({
      effect: 'old-photo',
      seconds: 2,
      visibility: 'private',
    });
    const waiting = await ana.get(`/jobs/${job}`);
    expect(waiting.body).toContain('http-equiv="refresh"');
    expect(waiting.body).toContain('Next up');
    await stand.work();
    await stand.done(job);
    const { body } = await ana.get(`/jobs/${job}`);
    expect(body).toContain('<video');
    expect(body).not.toContain('http-equiv="refresh"');
    for (const button of ['reroll', 'motion', 'recipe', 'share', 'rate', 'delete', 'extend'])
      expect(body).toContain(`value="${button}:`);
  });

  it('is one job when it is sent twice', async () => {
    const ana = await person(server);
    const key = newId();
    const first = await ana.post('/make', wish({ key }));
    const second = await ana.post('/make', wish({ key }));
    expect(second.headers.location).toBe(first.headers.location);
    expect((await ana.post('/make', wish({ key: newId() }))).headers.location).not.toBe(
      first.headers.location,
    );
  });

  it('comes back with the message and everything that was filled in when a file is wrong', async () => {
    const refuse = async () => {
      throw new Failure('photo_not_image');
    };
    await stand.rebuild({ media: { ...stand.services.media, intakePhoto: refuse } });
    await server.close();
    server = await buildServer({ needs: [], pages: [pagesOf(stand.services)] });
    const ana = await person(server);
    const filled = { prompt: 'leaves drift & sway', effect: 'old-photo', seconds: '7' };
    for (const [wrong, code] of [
      ['not a photo', 415],
      [new Blob([Buffer.alloc(21 * 2 ** 20)]), 413],
    ] as const) {
      const { statusCode, body } = await ana.post('/make', wish(filled, wrong));
      expect(statusCode).toBe(code);
      expect(body).toContain('<p class="notice bad" role="alert">');
      expect(body).toContain('leaves drift &#38; sway</textarea>');
      expect(body).toMatch(/name="seconds"[^>]*value="7"/);
      expect(body).toMatch(/value="old-photo"[^>]*checked/);
    }
  });

  it('tells what is wrong with it, and keeps the service up', async () => {
    const ana = await person(server);
    const many = wish();
    for (let index = 0; index < 50; index++) many.append('photos', new Blob(['more']), `${index}.jpg`);
    const cases: [FormData, number, string][] = [
      [new FormData(), 400, 'Add a photo.'],
      [wish({ effect: 'paralax' }), 400, 'Did you mean Parallax?'],
      [wish({ seconds: 'many' }), 400, 'must be a number from 1 to 10'],
      [wish({ prompt: 'x'.repeat(501) }), 400, 'The limit is 500 characters'],
      [many, 400, 'You can add up to 50 photos.'],
      [wish({ like: '../../etc/passwd' }), 404, 'no longer exists'],
    ];
    for (const [form, code, words] of cases) {
      const told = await ana.post('/make', form);
      expect([told.statusCode, told.body]).toEqual([
        code,
        expect.stringContaining(words.replaceAll('"', '&#34;')),
      ]);
      expect((await ana.post('/make', form, { json: true })).json().sentence).toContain(words);
    }
    const odd = { headers: { 'content-type': 'multipart/form-data; boundary=x' } };
    expect((await ana.post('/make', new URLSearchParams({ a: 'b' }), odd)).statusCode).toBe(400);
    expect((await ana.post('/make', new URLSearchParams({ a: 'b' }))).statusCode).toBe(400);
  });
});

describe('what people write', () => {
  it('is shown as it was written, and never run', async () => {
    const prompt = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const { ana, clip } = await withClip({ prompt });
    for (const url of [`/clips/${clip}`, `/edit/${clip}`, '/clips']) {
      const { body } = await ana.get(url);
      expect(body).not.toContain('<script>alert');
      expect(body).not.toContain('<img src=x');
    }
    const told = (await ana.press(`recipe:${clip}`, { json: true })).json();
    expect(told.html).toContain('&#60;script&#62;');
  });
});

describe('a button', () => {
  it('does what it does in chat, in place and on a page of its own', async () => {
    const { ana, clip } = await withClip();
    const asked = (await ana.press(`share:${clip}:public`, { json: true })).json();
    expect(asked).toMatchObject({ visibility: 'Private', dialog: expect.stringContaining('Your name') });
    const shared = (await ana.press(`publish:${clip}:yes`, { json: true })).json();
    expect(shared).toMatchObject({ said: expect.stringContaining('gallery'), visibility: 'Public' });
    expect(shared.actions).toContain(`value="share:${clip}:private"`);
    expect(shared.dialog).toContain(`value="unshare:${clip}"`);
    const page = await ana.press(`share:${clip}:private`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Only you can see this clip.');
    const linked = (await ana.press(`share:${clip}:link`, { json: true })).json();
    expect(linked).toMatchObject({
      visibility: 'Unlisted link',
      said: expect.stringMatching(/^Anyone with/),
    });
    expect(linked.dialog).toContain(`value="share:${clip}:unlink"`);
    expect(linked.dialog).not.toContain(`value="unshare:${clip}"`);
    expect((await ana.get(`/clips/${clip}`)).body).toContain('data-visibility>Unlisted link<');
    const again = await ana.press(`reroll:${clip}`);
    expect(again.statusCode).toBe(303);
    expect((await stand.reload(jobIn(again))).order.parent).not.toBeNull();
    expect((await ana.press(`delete:${clip}`, { json: true })).json().gone).toBe(true);
    expect((await ana.get(`/clips/${clip}`)).statusCode).toBe(404);
    expect((await ana.get(`/clips/${clip}/file`)).statusCode).toBe(404);
  });

  it('pressed twice is one job', async () => {
    const { ana, clip } = await withClip();
    const jobs = [await ana.press(`motion:${clip}:more`), await ana.press(`motion:${clip}:more`)];
    expect(jobs[0]?.headers.location).toBe(jobs[1]?.headers.location);
  });

  it('cancels what one has waiting, which the page then says', async () => {
    const ana = await person(server);
    const job = jobIn(await ana.post('/make', wish()));
    expect((await ana.press(`cancel:${job}`, { json: true })).json().said).toContain('Cancelled');
    expect((await ana.get(`/jobs/${job}`)).body).toContain('Cancelled');
  });

  it('changes a clip by the form that edit declares: words left out are taken back', async () => {
    const { ana, clip } = await withClip({ prompt: 'slow zoom', camera: 'pan-left' });
    const page = await ana.get(`/edit/${clip}`);
    expect(page.body).toContain('>slow zoom</textarea>');
    const form = new FormData();
    for (const [name, value] of Object.entries({ prompt: '', motion: 'high', camera: '', key: newId() }))
      form.append(name, value);
    const job = jobIn(await ana.post(`/edit/${clip}`, form));
    expect((await stand.reload(job)).order).toMatchObject({ prompt: '', motion: 'high', camera: 'pan-left' });
  });

  it('of a made-up or foreign name does nothing', async () => {
    const { ana, clip } = await withClip();
    for (const action of [
      '',
      'share',
      `grant:${clip}`,
      `settings:${clip}`,
      `share:${clip}:everywhere`,
      'reroll:../../x',
      'x'.repeat(200),
    ])
      expect((await ana.press(action)).statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('a stranger', () => {
  it('finds nothing of what is private, by no address, and cannot act on it', async () => {
    const { ana, clip, job } = await withClip();
    const ben = await person(server);
    const pages = [
      `/clips/${clip}`,
      `/clips/${clip}/file`,
      `/clips/${clip}/thumbnail`,
      `/jobs/${job}`,
      `/edit/${clip}`,
    ];
    for (const url of pages) expect((await ben.get(url)).statusCode).toBe(404);
    for (const action of [`share:${clip}:public`, `delete:${clip}`, `recipe:${clip}`, `reroll:${clip}`])
      expect((await ben.press(action)).statusCode).toBe(404);
    expect((await ben.get('/clips')).body).not.toContain(clip);
    await ana.press(`share:${clip}:public`);
    expect((await ben.get(`/clips/${clip}`)).statusCode).toBe(404);
    await ana.press(`publish:${clip}:yes`);
    expect((await ben.get(`/clips/${clip}`)).statusCode).toBe(200);
    expect((await ben.press(`delete:${clip}`)).statusCode).toBe(403);
  });

  it('gains nothing from odd ids', async () => {
    const { ana } = await withClip();
    for (const id of ['..%2f..%2fetc%2fpasswd', 'A'.repeat(23), `${newId()}%00`, '%27%20or%201=1'])
      for (const url of [`/clips/${id}`, `/clips/${id}/file`, `/jobs/${id}`])
        expect((await ana.get(url)).statusCode).toBe(404);
    expect((await ana.get('/clips?before=%27')).statusCode).toBe(200);
  });
});

describe('a clip’s file', () => {
  it('is sent in the ranges asked for, and saved under a good name', async () => {
    const { ana, clip } = await withClip();
    const whole = await ana.get(`/clips/${clip}/file`);
    expect(whole.headers).toMatchObject({
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
    });
    const some = await ana.get(`/clips/${clip}/file`, { headers: { range: 'bytes=1-3' } });
    expect(some.statusCode).toBe(206);
    expect(some.rawPayload.equals(whole.rawPayload.subarray(1, 4))).toBe(true);
    const beyond = await ana.get(`/clips/${clip}/file`, { headers: { range: 'bytes=999999999-' } });
    expect(beyond.statusCode).toBe(416);
    const saved = await ana.get(`/clips/${clip}/file?download=1`);
    expect(saved.headers['content-disposition']).toMatch(
      /^attachment; filename="photoplay-parallax-\d+\.mp4"$/,
    );
  });
});
