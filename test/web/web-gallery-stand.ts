import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { afterEach, beforeEach } from 'vitest';
import { openServer } from '../../adapters/web/server.ts';
import { beginSession } from '../../adapters/web/web-session.ts';
import type { Order } from '../../src/core/order.ts';
import { galleryPages } from '../../src/main/website.ts';
import { insertClip } from '../../src/store/clip-rows.ts';
import { type Stand, standUp } from '../jobs/job-stand.ts';
import { keep } from '../peers/marked.ts';
import { clipRow, insertJob, jobRow } from '../store/rows.ts';
import { secret, siteOf } from './visit.ts';

/** Bytes of the clip that every test finds, each telling where it stands. */
export const film = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251));

type Wish = Partial<Parameters<typeof insertClip>[1]> & {
  readonly effect?: string;
  readonly prompt?: string;
  readonly order?: Partial<Order>;
  /** What its file holds. */
  readonly content?: Buffer;
};

const plain = (body: string): string => body.replaceAll('&#61;', '=').replaceAll('&#38;', '&');

export type Person = { readonly owner: string; readonly cookie: string };

export type GalleryStand = {
  readonly stand: Stand;
  /** Asks the server over HTTP; redirects are not followed. */
  ask(path: string, request?: RequestInit & { readonly by?: Person }): Promise<Response>;
  /** Its page, with the signs of addresses as they are. */
  text(path: string, by?: Person): Promise<string>;
  /** Somebody with a session. */
  person(): Promise<Person>;
  /** A finished clip with its files, public unless told otherwise. */
  add(wish?: Wish): Promise<string>;
};

const signIn: FastifyPluginAsync = async (server) => {
  server.get('/begin', async (request, answer) => beginSession(request, answer));
};

/** The gallery on a real port, before a house with a database of its own. */
export const openGallery = (origin?: string): GalleryStand => {
  const stand = standUp();
  let url: string;
  let close = async (): Promise<void> => {};
  let take = 0;

  beforeEach(async () => {
    const known = { effects: ['parallax', 'old-photo'], engines: [], models: [] };
    const sections = galleryPages(
      { PUBLIC_URL: origin },
      { services: stand.services, known, provenance: { signedBy: null } },
      secret,
    );
    const pages = [siteOf({ sections: [...sections, signIn] })];
    ({ url, close } = await openServer({ host: '127.0.0.1', port: 0, needs: [], pages }));
  });
  afterEach(() => close());

  const ask: GalleryStand['ask'] = (path, { by, ...request } = {}) => {
    const headers = new Headers(request.headers);
    if (by !== undefined) headers.set('cookie', by.cookie);
    return fetch(`${url}${path}`, { redirect: 'manual', ...request, headers });
  };
  return {
    stand,
    ask,
    text: async (path, by) => plain(await (await ask(path, by === undefined ? {} : { by })).text()),
    person: async () => {
      const answer = await ask('/begin');
      const [cookie = ''] = answer.headers.getSetCookie().map((one) => one.split(';')[0] ?? '');
      const person = { owner: await answer.text(), cookie };
      // A session is renewed once when its cookie first comes back.
      await ask('/begin', { by: person });
      return person;
    },
    add: async ({ effect = 'parallax', prompt = '', order = {}, content = film, ...more } = {}) => {
      const job = await insertJob(stand.store.database, jobRow());
      const row = clipRow(job?.id ?? '', ++take);
      const file = join(stand.folder(), 'made');
      for (const [key, bytes] of [
        [row.file, content],
        [row.thumbnail, Buffer.from('a first frame')],
      ] as const) {
        await writeFile(file, bytes);
        await keep(stand.services.storage, key, file);
      }
      const recipe = { ...row.recipe, order: { ...row.recipe.order, effect, prompt, ...order } };
      await insertClip(stand.store.database, { ...row, width: 640, visibility: 'public', recipe, ...more });
      return row.id;
    },
  };
};
