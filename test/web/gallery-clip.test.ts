import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryMarking } from '../../src/media/provenance/try-marking.ts';
import { openReports } from '../../src/store/reports.ts';
import { english } from '../messages/opened.ts';
import { testMarker } from '../peers/marked.ts';
import { openGallery, type Person } from './web-gallery-stand.ts';

const { stand, ask, text, add, person } = openGallery();

const never = 'A'.repeat(22);
const script = '"><script>alert(1)</script>';

describe('the page of a clip', () => {
  it('tells how it was made, and leads to making another and to more of the kind', async () => {
    const id = await add({ effect: 'old-photo', community: 'discord:1', prompt: 'gently' });
    const body = await text(`/c/${id}`);
    for (const part of [
      `src="/files/${id}.mp4"`,
      `href="/?like=${id}"`,
      `href="/files/${id}.mp4?download"`,
      'gently',
      '<dt>Seed</dt><dd>7</dd>',
      'href="/gallery?effect=old-photo"',
      'href="/gallery?community=discord%3A1"',
    ])
      expect(body).toContain(part);
  });

  it('says that its file tells how it was made, and where the certificate for that is, of a file that does', async () => {
    await tryMarking(testMarker, stand.folder());
    const content = await readFile(join(stand.folder(), 'try.mp4'));
    const page = await text(`/c/${await add({ content })}`);
    expect(page).toContain(english.format('web.clip.credentials'));
    expect(page).toContain('href="/.well-known/c2pa/root.pem"');
    const older = await text(`/c/${await add()}`);
    expect(older).not.toContain(english.format('web.clip.credentials'));
  });

  it('is liked once by each person, who may take that back, and not by its owner', async () => {
    const [owner, viewer] = [await person(), await person()];
    const id = await add({ owner: owner.owner });
    const asks = async (by?: Person) => (await text(`/c/${id}`, by)).includes(`action="/c/${id}/like"`);
    expect([await asks(owner), await asks(viewer)]).toEqual([false, true]);
    const press = async (on: string, by: Person, which = id) => {
      const headers = { accept: 'application/json' };
      const answer = await ask(`/c/${which}/like`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ on }),
        by,
      });
      return [answer.status, await answer.json()];
    };
    expect(await press('yes', viewer)).toEqual([200, { likes: 1, liked: true }]);
    expect(await press('yes', viewer)).toEqual([200, { likes: 1, liked: true }]);
    expect(await press('yes', await person())).toEqual([200, { likes: 2, liked: true }]);
    expect(await text('/gallery', viewer)).toContain('value="no" aria-pressed="true"');
    expect(await press('no', viewer)).toEqual([200, { likes: 1, liked: false }]);
    expect((await press('yes', viewer, await add({ visibility: 'private' })))[0]).toBe(404);
    expect((await press('yes', owner))[0]).toBe(403);
    expect(await text('/gallery', owner)).not.toContain(`action="/c/${id}/like"`);
    const back = await ask(`/c/${id}/like`, {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams({ on: 'yes' }),
      by: viewer,
    });
    expect([back.status, back.headers.get('location')]).toEqual([303, `/c/${id}`]);
  });

  it('shows other sites a real picture and the clip', async () => {
    const id = await add({ width: 640, height: 480 });
    const answer = await ask(`/c/${id}`);
    expect(answer.headers.get('x-robots-tag')).toBe('all');
    const body = await answer.text();
    const content = (name: string) =>
      new RegExp(`(?:property|name)="${name}" content="([^"]*)"`).exec(body)?.[1] ?? '';
    expect(content('og:url')).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:\\d+/c/${id}$`));
    expect([content('og:image:width'), content('og:image:height')]).toEqual(['320', '240']);
    expect(content('twitter:card')).toBe('summary_large_image');
    for (const [name, type] of [
      ['og:image', 'image/jpeg'],
      ['twitter:image', 'image/jpeg'],
      ['og:video', 'video/mp4'],
    ] as const) {
      const { pathname } = new URL(content(name));
      const file = await ask(pathname);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, type]);
      expect(file.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    }
  });

  it('shows what people wrote as words, never as a part of the page', async () => {
    const id = await add({ prompt: script });
    for (const path of ['/gallery', `/c/${id}`, '/gallery.atom', '/gallery.rss']) {
      const body = await text(path);
      expect(body).toContain('alert(1)');
      expect(body).not.toContain('<script>alert');
    }
  });

  it.each(['x', '..%2f..', '%2e%2e', `${never}%00`, '<script>', `${never}/..`, 'a'.repeat(150)])(
    'is nowhere at a made-up address: %s',
    async (id) => {
      expect([400, 404]).toContain((await ask(`/c/${id}`)).status);
    },
  );
});

describe('a report', () => {
  const send = (id: string, reason: string, more: { by?: Person; headers?: Record<string, string> } = {}) =>
    ask(`/c/${id}/report`, { method: 'POST', body: new URLSearchParams({ reason }), ...more });

  it('reaches the operators, once for one person, who is thanked', async () => {
    const id = await add();
    const answer = await send(id, ' that is me ');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/c/${id}?reported`]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    await send(id, 'again');
    await send(id, script, { by: await person() });
    const reports = await openReports(stand.store.database, 10);
    expect(reports.map(({ clip, reason }) => [clip, reason]).sort()).toEqual(
      [
        [id, script],
        [id, 'that is me'],
      ].sort(),
    );
    expect(reports.every(({ actor }) => actor.startsWith('web:'))).toBe(true);
    expect(await text(`/c/${id}?reported`)).toContain('Thanks for your report');
    // A token that nobody made is no header of the answer.
    const odd = await ask(`/c/${id}/report?token=%0d%0ax`, {
      method: 'POST',
      body: new URLSearchParams({ reason: 'again' }),
    });
    expect([odd.status, odd.headers.get('location')]).toEqual([303, `/c/${id}?reported&token=%0D%0Ax`]);
  });

  it('needs words, a clip that one may see, and our own page', async () => {
    const id = await add();
    const hidden = await add({ visibility: 'private' });
    expect((await send(id, ' ')).status).toBe(400);
    expect((await send(id, 'x'.repeat(501))).status).toBe(400);
    const secretly = await send(hidden, 'what is this');
    expect([secretly.status, secretly.headers.getSetCookie()]).toEqual([404, []]);
    expect((await send(never, 'what is this')).status).toBe(404);
    expect((await send(id, 'spam', { headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
    expect(await openReports(stand.store.database, 10)).toEqual([]);
  });

  it('is open to people who are shown in a clip of a server that they aren’t in', async () => {
    const [id, hidden] = [
      await add({ visibility: 'community', community: 'discord:1' }),
      await add({ visibility: 'private' }),
    ];
    const page = await text('/report');
    expect(page).toContain('Link or ID of the clip');
    expect(await text('/gallery')).toContain('href="/report"');
    // From the page of a clip it is filled in.
    const shown = await add();
    const [, path = ''] = /href="(\/report\?[^"]+)"/.exec(await text(`/c/${shown}`)) ?? [];
    expect(await text(path)).toMatch(new RegExp(`name="clip" value="http://[^"]+/c/${shown}"`));
    expect(await text('/report?clip=%22%3E%3Cscript%3E')).toContain('name="clip" value=""');
    const tell = (clip: string, more: Record<string, string> = {}) =>
      ask('/report', { method: 'POST', body: new URLSearchParams({ clip, kind: 'consent', ...more }) });
    // The answer is the same, whether there is such a clip or not.
    for (const clip of [id, ` https://clips.example/c/${id} `, hidden, never])
      expect((await tell(clip)).headers.get('location'), clip).toBe('/report?reported');
    expect(await text('/report?reported')).toContain('Thanks for your report');
    const reports = await openReports(stand.store.database, 10);
    expect(reports.map(({ clip, kind }) => [clip, kind])).toEqual([[id, 'consent']]);
    expect((await tell(id, { kind: 'nothing' })).status).toBe(400);
    expect((await tell('https://discord.com/channels/1/2/3')).status, 'what names no clip').toBe(400);
    const linked = await add({ visibility: 'community', community: 'discord:1' });
    await tell(`https://clips.example/files/${linked}.mp4?token=x`);
    expect((await openReports(stand.store.database, 10)).map(({ clip }) => clip)).toContain(linked);
    expect((await ask(`/c/${id}`)).status, 'and shows it to nobody').toBe(404);
  });
});
