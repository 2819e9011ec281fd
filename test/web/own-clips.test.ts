import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportUrl } from '../../adapters/web/links.ts';
import { buildServer } from '../../adapters/web/server.ts';
import type { Engine } from '../../src/core/engine.ts';
import { standUp } from '../jobs/job-stand.ts';
import { pagesOf, person, wish } from './people.ts';
import { secret } from './visit.ts';

const stand = standUp();
let server: Awaited<ReturnType<typeof buildServer>>;
beforeEach(async () => {
  // Clips are joined by the local engine.
  const { engine } = stand;
  const local: Engine = {
    ...engine,
    name: 'local',
    plan: (shot, model) => ({ ...engine.plan(shot, model), engine: 'local' }),
  };
  await stand.rebuild({ limits: { daily: 1_000 }, engine: local });
  server = await buildServer({ needs: [], pages: [pagesOf(stand.services)] });
});
afterEach(() => server.close());

const idsIn = (body: string): string[] =>
  [...body.matchAll(/<a href="\/clips\/([\w-]{22})"/g)].map(([, id = '']) => id);

const make = async (
  ana: Awaited<ReturnType<typeof person>>,
  fields: Record<string, string>,
): Promise<string> => {
  const { job } = (await ana.post('/make', wish(fields), { json: true })).json();
  return String(job);
};

describe('my clips', () => {
  it('show what is being made first, and are filtered, downloaded together and deleted together', async () => {
    const ana = await person(server);
    const first = await make(ana, { effect: 'old-photo', prompt: 'slow zoom' });
    const waiting = (await ana.get('/clips')).body;
    expect(waiting).toContain(`data-job="${first}"`);
    expect(waiting).not.toContain('You don’t have any clips yet');
    const second = await make(ana, { effect: 'parallax' });
    await stand.work();
    for (const job of [first, second]) await stand.done(job);

    const again = /<a href="(\/\?prompt=[\w-]{22})" data-prompt>slow zoom<\/a>/.exec(
      (await ana.get('/clips')).body,
    )?.[1];
    expect((await ana.get(again ?? '/none')).body).toMatch(/<textarea[^>]*>slow zoom<\/textarea>/);
    expect((await (await person(server)).get(again ?? '/none')).body).not.toMatch(/<textarea[^>]*>slow zoom/);
    const all = idsIn((await ana.get('/clips')).body);
    expect(all).toHaveLength(2);
    const [old = ''] = idsIn((await ana.get('/clips?effect=old-photo')).body);
    const [parallax = ''] = all.filter((id) => id !== old);
    expect(idsIn((await ana.get('/clips?words=ZOOM')).body)).toEqual([old]);
    expect((await ana.get('/clips?visibility=public')).body).toContain('No clips match.');

    const boxes = new URLSearchParams(Object.fromEntries(all.map((id) => [`clip.${id}`, 'on'])));
    const archive = await ana.post('/clips/archive', boxes);
    expect(archive.headers['content-type']).toBe('application/zip');
    for (const name of [
      `-parallax-${parallax}.mp4`,
      `-old-photo-${old}.mp4`,
      'timeline.otio',
      'timeline.xml',
    ])
      expect(archive.rawPayload.includes(name)).toBe(true);

    // As a link from a chat: these clips, and no other.
    const { owner } = await stand.reload(first);
    const whose = { owner, ids: [old] };
    const link = exportUrl(secret, whose, Date.now() + 60_000);
    const chosen = (await (await person(server)).get(link)).rawPayload;
    expect([old, parallax].map((id) => chosen.includes(id))).toEqual([true, false]);
    expect((await ana.get(link.replace(old, parallax))).statusCode).toBe(404);

    const beside = (await ana.get(`/clips/compare?${boxes}`)).body;
    expect(beside.match(/<input type="radio" name="take-[\w-]{22}" (checked)?>/g)).toHaveLength(2);
    for (const id of all) expect(beside).toContain(`<article class="card clip" data-clip="${id}"`);
    const names = all.map((id) => `<span class="name">${id === old ? 'Old photo' : 'Parallax'}<`);
    expect(beside).toMatch(new RegExp(names.join('.*'), 's'));
    expect((await (await person(server)).get(`/clips/compare?${boxes}`)).statusCode).toBe(404);

    const page = (await ana.post('/clips/join', boxes)).body;
    for (const id of all) expect(page).toContain(`<option value="${id}"`);
    expect(page).toContain('name="clip2"');
    const pair = new FormData();
    for (const [name, value] of Object.entries({ id: old, clip2: parallax, style: 'cut' }))
      pair.append(name, value);
    const joined = String((await ana.post('/join', pair, { json: true })).json().job);
    await stand.done(joined);
    const [film = ''] = idsIn((await ana.get('/clips')).body).filter((id) => !all.includes(id));
    expect((await ana.get(`/clips/${film}`)).body).toContain('Joined clips');
    const film1 = new URLSearchParams({ [`clip.${film}`]: 'on' });
    expect((await ana.post('/clips/join', film1)).statusCode).toBe(400);
    film1.set('sure', 'yes');
    await ana.post('/clips/delete', film1);

    const one = new URLSearchParams({ [`clip.${parallax}`]: 'on' });
    const asked = await ana.post('/clips/delete', one);
    expect(asked.body).toContain('Delete this clip? You can’t undo this.');
    expect(idsIn((await ana.get('/clips')).body)).toEqual(all);
    one.set('sure', 'yes');
    expect((await ana.post('/clips/delete', one)).headers.location).toBe('/clips');
    expect(idsIn((await ana.get('/clips')).body)).toEqual([old]);

    const bo = await person(server);
    expect((await bo.post('/clips/archive', boxes)).statusCode).toBe(404);
    boxes.set('sure', 'yes');
    expect((await bo.post('/clips/delete', boxes)).statusCode).toBe(404);
    expect(idsIn((await ana.get('/clips')).body)).toEqual([old]);
  });
});
