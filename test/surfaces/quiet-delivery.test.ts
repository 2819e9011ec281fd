import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminalTarget } from '../../adapters/terminal/terminal-platform.ts';
import { directSession } from '../../adapters/terminal/terminal-session.ts';
import { buildServer } from '../../adapters/web/server.ts';
import { newId } from '../../src/core/id.ts';
import { clipsOfJob, setVisibility } from '../../src/store/clip-rows.ts';
import { pagesOf, person, wish } from '../web/people.ts';
import { deliveredBy, finish, openChats, photo } from './chats.ts';

/** Where a terminal wants its clip, and how it comes there. */
const places = {
  'a new file': 'direct',
  'a file that is there already': 'direct',
  'no file': 'kept',
  'a folder that is gone': 'kept',
  'a folder in the place of the file': 'kept',
} as const;
type Place = keyof typeof places;

const visibilities = ['private', 'public'] as const;
const atTerminals = (Object.keys(places) as Place[]).flatMap((place) =>
  [1, 2].flatMap((takes) => visibilities.map((visibility) => ({ place, takes, visibility }))),
);
const onPages = ['open', 'closed'].flatMap((page) =>
  visibilities.flatMap((visibility) => [1, 2].map((takes) => ({ page, visibility, takes }))),
);

describe('a clip comes once, where only those see it who may', () => {
  const chats = openChats({ works: false });
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-quiet-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const bytesOf = async (job: string): Promise<string[]> => {
    const { services } = chats();
    const clips = await clipsOfJob(services.store.database, job);
    return Promise.all(clips.map(async ({ file }) => readFile(await services.storage.path(file), 'utf8')));
  };

  const publish = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) await setVisibility(chats().services.store.database, { id }, 'public');
  };

  it.each(atTerminals)('to a terminal: $place, $takes takes, $visibility', async (cell) => {
    const own = join(folder, newId());
    await mkdir(own);
    const source = join(folder, 'photo.jpg');
    await writeFile(source, photo.bytes);
    const out = cell.place === 'no file' ? null : join(own, 'clip.mp4');
    if (cell.place === 'a file that is there already') await writeFile(join(own, 'clip.mp4'), 'old');
    if (cell.place === 'a folder in the place of the file') await mkdir(join(own, 'clip.mp4'));
    const session = (user: string) =>
      directSession(
        user,
        chats().bound,
        async () => null,
        async () => {},
      );
    const [ana, ben] = [newId(), newId()];
    const run = (user: string, name: string, raw: object) =>
      session(user).run(name, { ...raw }, terminalTarget(out), newId());
    const values = { photos: [{ path: source, name: 'photo.jpg' }], effect: 'parallax', takes: cell.takes };
    const asked = await run(ana, 'animate', values);
    // Two takes cost more than is spent without a question.
    const [yes] = asked.actions;
    const { job } =
      asked.job === null ? await run(ana, 'confirm', { id: yes?.id, to: yes?.argument }) : asked;
    if (cell.place === 'a folder that is gone') await rm(own, { recursive: true });
    await finish(chats(), job?.id ?? '');
    expect(await deliveredBy(chats(), job?.id ?? '')).toBe(places[cell.place]);

    const names = await readdir(own).catch(() => []);
    const takes = ['clip.mp4', 'clip-take2.mp4'].slice(0, cell.takes);
    if (places[cell.place] === 'direct') {
      expect(names.sort()).toEqual([...takes].sort());
      const written = await Promise.all(takes.map((name) => readFile(join(own, name), 'utf8')));
      expect(written).toEqual(await bytesOf(job?.id ?? ''));
    } else {
      // Nothing half-written lies beside what is in the way.
      expect(names).toEqual(cell.place === 'a folder in the place of the file' ? ['clip.mp4'] : []);
    }
    const listed = await run(ana, 'clips', {});
    expect(listed.clips).toHaveLength(cell.takes);
    expect((await run(ben, 'clips', {})).clips).toEqual([]);
    if (cell.visibility === 'public') await publish(listed.clips.map(({ clip }) => clip.id));
    const shown = run(ben, 'clip', { id: listed.clips[0]?.clip.id });
    if (cell.visibility === 'public') expect((await shown).clips).toHaveLength(1);
    else await expect(shown).rejects.toMatchObject({ kind: 'not_found' });
  });

  it.each(onPages)('to the web: page $page, $takes takes, $visibility', async (cell) => {
    const server = await buildServer({ needs: [], pages: [pagesOf(chats().services)] });
    const [ana, ben] = [await person(server), await person(server)];
    const form = wish({ effect: 'parallax', takes: String(cell.takes), visibility: 'private' });
    const told = (await ana.post('/make', form, { json: true })).json();
    const [yes = ''] = /confirm:[\w-]{22}:(?:open|hidden)/.exec(told.dialog ?? '') ?? [];
    const { job } = yes === '' ? told : (await ana.press(yes, { json: true })).json();
    if (cell.page === 'open') await ana.get(`/jobs/${job}`);
    await finish(chats(), job);
    expect(await deliveredBy(chats(), job)).toBe('kept');

    const clipsIn = (page: { body: string }): string[] => [
      ...new Set([...page.body.matchAll(/data-clip="([\w-]{22})"/g)].map(([, id = '']) => id)),
    ];
    const shown = clipsIn(await ana.get(`/jobs/${job}`));
    expect(shown).toHaveLength(cell.takes);
    const files = await Promise.all(shown.map(async (id) => (await ana.get(`/clips/${id}/file`)).body));
    expect(files.sort()).toEqual((await bytesOf(job)).sort());
    const own = (await ana.get('/clips')).body;
    expect(shown.filter((id) => !own.includes(`/clips/${id}`))).toEqual([]);
    expect((await ben.get(`/jobs/${job}`)).statusCode).toBe(404);
    if (cell.visibility === 'public') await publish(shown);
    const others = await Promise.all(
      shown.map(async (id) => (await ben.get(`/clips/${id}/file`)).statusCode),
    );
    expect(others).toEqual(shown.map(() => (cell.visibility === 'public' ? 200 : 404)));
    expect(clipsIn(await ben.get('/clips'))).toEqual([]);
    await server.close();
  });
});
