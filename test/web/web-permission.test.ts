import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { signedUrl } from '../../adapters/web/gallery/clip-urls.ts';
import { buildServer } from '../../adapters/web/server.ts';
import { linkOf, openLink, showClip } from '../../src/jobs/share-clip.ts';
import { takeDown } from '../../src/jobs/take-down.ts';
import { galleryPages } from '../../src/main/website.ts';
import { findClip, insertClip } from '../../src/store/clip-rows.ts';
import { insertInputFiles } from '../../src/store/input-file-rows.ts';
import { standUp } from '../jobs/job-stand.ts';
import { keep } from '../peers/marked.ts';
import { clipRow, insertJob, jobRow, photoRow } from '../store/rows.ts';
import { memorySessions } from './memory-sessions.ts';
import { pagesOf, person } from './people.ts';
import { secret } from './visit.ts';

type Person = Awaited<ReturnType<typeof person>>;

const states = ['private', 'community', 'public', 'hidden again', 'taken down'] as const;
type State = (typeof states)[number];

/** What anybody may try with a clip. */
const tries = {
  file: ({ get }, id) => get(`/files/${id}.mp4`),
  'by a link from before': ({ get }, _, link) => get(link),
  'by its unlisted link': ({ get }, _id, _link, copied) => get(copied),
  'its file by that': ({ get }, id, _link, copied) => get(copied.replace(`/c/${id}`, `/files/${id}.mp4`)),
  page: ({ get }, id) => get(`/c/${id}`),
  'own page': ({ get }, id) => get(`/clips/${id}`),
  'own file': ({ get }, id) => get(`/clips/${id}/file`),
  report: ({ post }, id) => post(`/c/${id}/report`, new URLSearchParams({ reason: 'that is me' })),
  recipe: ({ press }, id) => press(`recipe:${id}`),
  rate: ({ press }, id) => press(`rate:${id}:up`),
  remix: ({ press }, id) => press(`remix:${id}`),
  reroll: ({ press }, id) => press(`reroll:${id}`),
  share: ({ press }, id) => press(`share:${id}:private`),
  delete: ({ press }, id) => press(`delete:${id}`),
} as const satisfies Record<
  string,
  (who: Person, id: string, link: string, copied: string) => ReturnType<Person['get']>
>;

type Rows = Readonly<Record<State, string>>;
const nowhere = '404 404 404 404 404 404 404 404 404 404 404 404 404 404';
const byLink = '404 200 200 200 404 404 404 404 404 404 404 404 404 404';
const owner: Rows = {
  private: '200 200 200 200 200 200 200 422 200 200 303 303 200 200',
  community: '200 200 200 200 200 200 200 422 200 200 303 303 200 200',
  public: '200 200 200 200 200 200 200 422 200 200 303 303 200 200',
  'hidden again': '200 200 200 200 200 200 200 422 200 200 303 303 200 200',
  'taken down': '404 404 404 404 404 410 410 404 410 410 410 410 410 410',
};
const anybody: Rows = {
  private: byLink,
  community: byLink,
  public: '200 200 200 200 200 200 200 303 200 200 303 403 403 403',
  'hidden again': nowhere,
  'taken down': nowhere,
};
const nobody: Rows = { ...anybody, public: '200 200 200 200 200 200 200 303 200 403 403 403 403 403' };
// Whoever may not come into the playground may look, and nothing else.
const outside: Rows = {
  private: '404 200 200 200 404 403 403 404 403 403 403 403 403 403',
  community: '404 200 200 200 404 403 403 404 403 403 403 403 403 403',
  public: '200 200 200 200 200 403 403 303 403 403 403 403 403 403',
  'hidden again': '404 404 404 404 404 403 403 404 403 403 403 403 403 403',
  'taken down': '404 404 404 404 404 403 403 404 403 403 403 403 403 403',
};
const still = '200 200 200 200 200 403 403 422 403 403 403 403 403 403';
const ownerOutside: Rows = {
  ...outside,
  private: still,
  community: still,
  'hidden again': still,
  public: still,
};

const expected = {
  'its owner': owner,
  'somebody else': anybody,
  'somebody whose session was signed by nobody': nobody,
  'somebody whose session another site signed': nobody,
  'the owner, outside': ownerOutside,
  'a stranger, outside': outside,
} as const satisfies Record<string, Rows>;
type Who = keyof typeof expected;

describe('who may do what with a clip on the web', () => {
  const stand = standUp();
  const sections = () =>
    galleryPages(
      { PUBLIC_URL: undefined },
      {
        services: stand.services,
        known: { effects: [], engines: [], models: [] },
        provenance: { signedBy: null },
      },
      secret,
    );

  const made = async (by: string, state: State): Promise<{ id: string; link: string; copied: string }> => {
    const { database } = stand.store;
    const visibility = state === 'hidden again' || state === 'taken down' ? 'public' : state;
    const photo = { ...photoRow(), owner: by };
    const order = { ...jobRow().order, owner: by, photos: [photo.id], visibility };
    const job = await insertJob(database, { ...jobRow(), owner: by, order });
    await insertInputFiles(database, [photo], 1);
    const row = { ...clipRow(job?.id ?? '', 1), owner: by, community: 'discord:1', visibility };
    await insertClip(database, {
      ...row,
      recipe: { ...row.recipe, order: { ...row.recipe.order, photos: [photo.id] } },
    });
    await using workspace = await stand.services.storage.workspace();
    for (const key of [row.file, row.thumbnail, photo.file]) {
      await writeFile(join(workspace.folder, 'bytes'), key);
      await keep(stand.services.storage, key, join(workspace.folder, 'bytes'));
    }
    const clip = await findClip(database, row.id);
    const link = clip === null ? '' : signedUrl(secret, clip, Date.now() + 60_000);
    const shared = clip === null ? null : await openLink(stand.services, clip);
    const { url = '' } = (shared && linkOf(stand.services, shared)) ?? {};
    if (state === 'hidden again' && clip !== null) await showClip(stand.services, clip, 'private');
    if (state === 'taken down') await takeDown(stand.services, row.id, 'rules');
    return { id: row.id, link, copied: url.replace('https://clips.example', '') };
  };

  it.each(Object.keys(expected) as Who[])('%s', async (who) => {
    await stand.rebuild({ limits: { daily: 100_000 } });
    const sessions = memorySessions();
    const inside = await buildServer({
      needs: [],
      pages: [pagesOf(stand.services, undefined, { sessions, sections: sections() })],
    });
    const signIn = { local: false };
    const shut = await buildServer({
      needs: [],
      pages: [pagesOf(stand.services, undefined, { sessions, signIn, sections: sections() })],
    });
    const ana = await person(inside);
    const [, id = ''] = /^owner:([\w-]{22})/.exec(decodeURIComponent(ana.cookies['session'] ?? '')) ?? [];
    const session = ana.cookies['session'] ?? '';
    const ben = await person(who.endsWith('outside') ? shut : inside);
    const cookies: Record<Who, string | undefined> = {
      'its owner': session,
      'somebody else': ben.cookies['session'],
      'somebody whose session was signed by nobody': `owner:${id}`,
      'somebody whose session another site signed': `${session.split('.')[0]}.${'A'.repeat(43)}`,
      'the owner, outside': session,
      'a stranger, outside': undefined,
    };
    const cookie = cookies[who];
    const rows: Record<string, string> = {};
    for (const state of states) {
      const clip = await made(`web:${id}`, state);
      const statuses: number[] = [];
      for (const attempt of Object.values(tries)) {
        Object.assign(ben.cookies, cookie === undefined ? {} : { session: cookie });
        statuses.push((await attempt(ben, clip.id, clip.link, clip.copied)).statusCode);
      }
      rows[state] = statuses.join(' ');
      await stand.store.database.execute(sql`update jobs set state = 'done', outcome = 'cancelled'`);
    }
    expect(rows).toEqual(expected[who]);
    await Promise.all([inside.close(), shut.close()]);
  });
});
