import { describe, expect, it } from 'vitest';
import { setVisibility } from '../../src/store/clip-rows.ts';
import { nameCommunity } from '../../src/store/communities.ts';
import { rateClip } from '../../src/store/ratings.ts';
import { openGallery, type Person } from './web-gallery-stand.ts';

const { stand, ask, text, add, person } = openGallery();

const never = 'A'.repeat(22);
const script = '"><script>alert(1)</script>';
const shownIn = (body: string): string[] =>
  [...body.matchAll(/href="\/c\/([\w-]{22})"/g)].map(([, id = '']) => id);
const hide = (id: string) => setVisibility(stand.store.database, { id }, 'private');

describe('the gallery', () => {
  it('shows public clips, newest first or best first, a page at a time', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 30; index++) ids.push(await add({ shownAt: new Date(index * 1_000) }));
    const [first] = ids;
    await rateClip(stand.store.database, { clip: first ?? '', actor: 'ben', liked: true });
    const body = await text('/gallery');
    expect(shownIn(body)).toEqual(ids.slice(6).reverse());
    const next = /rel="next" href="([^"]+)"/.exec(body)?.[1] ?? '';
    const second = await text(next);
    expect(shownIn(second)).toEqual(ids.slice(0, 6).reverse());
    expect(second).not.toContain('rel="next"');
    expect(shownIn(await text('/gallery?order=best')).at(0)).toBe(first);
  });

  it('chooses by effect and by community, and keeps both on the way', async () => {
    const wanted = await add({ effect: 'old-photo', community: 'discord:1' });
    await add({ effect: 'old-photo' });
    await add({ community: 'discord:1' });
    const body = await text('/gallery?effect=old-photo&community=discord%3A1');
    expect(shownIn(body)).toEqual([wanted]);
    expect(body).toContain('href="/gallery?order=best&effect=old-photo&community=discord%3A1"');
    expect(body).toContain('<option value="old-photo" selected>');
    expect(shownIn(await text('/gallery?effect=&community='))).toHaveLength(3);
  });

  it('says what a community is called, once it is known', async () => {
    await add({ community: 'discord:1' });
    expect(await text('/gallery')).not.toContain('class="from');
    await nameCommunity(stand.store.database, 'discord:1', '  Cats & friends ');
    expect(await text('/gallery')).toContain('>C</span>Cats & friends</a>');
    expect(await text('/gallery?community=discord%3A1')).toContain('Community: Cats & friends');
  });

  it('finds clips by words of their prompt, whatever stands in them', async () => {
    const wanted = await add({ prompt: 'Leaves drift 100%' });
    await add({ prompt: 'slow zoom' });
    for (const words of ['leaves', ' drift 100% ', '0%'])
      expect(shownIn(await text(`/gallery?words=${encodeURIComponent(words)}`))).toEqual([wanted]);
    expect(shownIn(await text('/gallery?words=_eaves'))).toEqual([]);
    expect(await text('/gallery?words=leaves&effect=parallax')).toContain(
      'order=best&effect=parallax&words=leaves',
    );
  });

  it('says so when there is nothing to show', async () => {
    const answer = await ask('/gallery?effect=old-photo');
    expect([answer.status, shownIn(await answer.text())]).toEqual([200, []]);
  });

  it.each([
    ['effect=none', 404],
    ['effect=%00', 404],
    [`community=${encodeURIComponent(script)}`, 400],
    ['order=worst', 400],
    ['order=best&order=newest', 400],
    ['after=x', 404],
    [`after=1e300~${never}`, 404],
    [`after=NaN~${never}`, 404],
    [`after=-1~${never}`, 404],
    [`order=best&after=17~${never}`, 404],
    [`after=${'9'.repeat(2_000)}`, 400],
  ])('has a clear answer to a strange wish: %s', async (query, code) => {
    const answer = await ask(`/gallery?${query}`, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(code);
    expect(await answer.text()).toContain('<h1>');
  });

  it('may be looked up and followed by everybody, without a script of any other place', async () => {
    const id = await add();
    const { headers } = await ask('/gallery');
    expect(headers.get('x-robots-tag')).toBe('all');
    const body = await text('/gallery');
    expect(body).toContain('type="application/atom+xml"');
    expect(body).toContain(`src="/files/${id}.jpg"`);
    expect(
      [...body.matchAll(/(?:src|href|action)="([^"]*)"/g)].every(([, to = '']) => /^[/#](?!\/)/.test(to)),
    ).toBe(true);
    expect((await ask('/gallery', { method: 'HEAD' })).status).toBe(200);
    expect((await ask('/gallery?lang=xx')).status).toBe(200);
  });
});

describe('a clip that is not public', () => {
  const everywhere = async (by?: Person): Promise<string> =>
    (
      await Promise.all(
        [
          '/gallery',
          '/gallery?order=best',
          '/gallery?community=home',
          '/gallery?effect=parallax',
          '/gallery.atom',
          '/gallery.rss?community=home',
        ].map((path) => text(path, by)),
      )
    ).join('');

  it.each(['private', 'community'] as const)(
    'is in no list, feed or page, also not for its owner: %s',
    async (visibility) => {
      const owner = await person();
      const id = await add({ visibility, community: 'home', owner: owner.owner });
      expect(await everywhere()).not.toContain(id);
      expect(await everywhere(owner)).not.toContain(id);
    },
  );

  it.each(['private', 'community'] as const)(
    'has the page of a clip that never was: %s',
    async (visibility) => {
      const id = await add({ visibility, community: 'home' });
      const stranger = await person();
      for (const by of [undefined, stranger]) {
        const [hidden, none] = await Promise.all(
          [id, never].map((one) => ask(`/c/${one}`, { headers: { accept: 'text/html' }, ...(by && { by }) })),
        );
        expect([hidden?.status, none?.status]).toEqual([404, 404]);
        const withoutAddress = (body = '') => body.replaceAll(id, never);
        expect(withoutAddress(await hidden?.text())).toBe(await none?.text());
      }
    },
  );

  it('has a page for its owner, which nobody may keep or look up', async () => {
    const owner = await person();
    const id = await add({ visibility: 'private', owner: owner.owner });
    const answer = await ask(`/c/${id}`, { by: owner });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const body = await answer.text();
    expect(body).toContain('only you can see it');
    expect(body).not.toContain('og:');
    expect(body).not.toContain(`/c/${id}/report`);
  });

  it('is gone everywhere the moment it is hidden', async () => {
    const id = await add();
    expect(await everywhere()).toContain(id);
    expect((await ask(`/c/${id}`)).status).toBe(200);
    await hide(id);
    expect(await everywhere()).not.toContain(id);
    expect((await ask(`/c/${id}`)).status).toBe(404);
  });
});
