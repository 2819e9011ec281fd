import { describe, expect, it } from 'vitest';
import { signedAddress } from '../../adapters/web/gallery/addresses.ts';
import { clipLinks } from '../../src/links.ts';
import { findClip } from '../../src/store/clips.ts';
import { ask as command } from '../jobs/studio.ts';
import { actor } from '../peers/house.ts';
import { film, openGallery } from './gallery-stand.ts';
import { secret } from './visit.ts';

const { stand, ask, add, person } = openGallery();

const link = async (id: string, milliseconds = 60_000): Promise<string> => {
  const clip = await findClip(stand.store.database, id);
  return clip === null ? '' : signedAddress(secret, clip, Date.now() + milliseconds);
};
const status = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
  (await ask(path, { headers })).status;

describe('the file of a public clip', () => {
  it('is sent whole to anybody, to be kept but asked for again, and named well', async () => {
    const id = await add({ effect: 'old-photo' });
    const answer = await ask(`/files/${id}.mp4`);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(film)).toBe(true);
    const { headers } = answer;
    expect(headers.get('content-type')).toBe('video/mp4');
    expect(headers.get('content-disposition')).toBe('inline; filename="photoplay-old-photo-7.mp4"');
    expect(headers.get('cache-control')).toBe('public, no-cache');
    expect(headers.get('vary')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-robots-tag')).toBe('all');
    expect(headers.get('accept-ranges')).toBe('bytes');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    const saved = await ask(`/files/${id}.mp4?download`);
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename="photoplay-old-photo-7.mp4"');
    const picture = await ask(`/files/${id}.jpg`);
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual([
      'image/jpeg',
      'a first frame',
    ]);
  });

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=900-', 900, 1_000],
    ['bytes=-10', 990, 1_000],
    ['bytes=500-5000', 500, 1_000],
  ])('is sent in the part asked for: %s', async (range, from, to) => {
    const answer = await ask(`/files/${await add()}.mp4`, { headers: { range } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/1000`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(film.subarray(from, to))).toBe(true);
  });

  it('has no part beyond its end, and says how long it is', async () => {
    const answer = await ask(`/files/${await add()}.mp4`, { headers: { range: 'bytes=1000-1010' } });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */1000');
  });

  it.each(['bytes=9-1', 'bytes=x-y', 'lines=1-2', 'bytes=0-0,5-6,9-9'])(
    'does not fall over a strange range: %s',
    async (range) => {
      expect([200, 206, 416]).toContain(await status(`/files/${await add()}.mp4`, { range }));
    },
  );

  it('is not sent again to who has it, and has headers without a body', async () => {
    const address = `/files/${await add()}.mp4`;
    const head = await ask(address, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '1000', '']);
    const etag = head.headers.get('etag') ?? '';
    const since = head.headers.get('last-modified') ?? '';
    // Otherwise fetch itself demands a fresh copy.
    const kept = { 'cache-control': 'max-age=0' };
    expect(await status(address, { ...kept, 'if-none-match': etag })).toBe(304);
    expect(await status(address, { ...kept, 'if-none-match': '"other"' })).toBe(200);
    expect(await status(address, { ...kept, 'if-modified-since': since })).toBe(304);
    expect(await status(address, { range: 'bytes=0-9', 'if-range': '"other"' })).toBe(200);
  });
});

describe('the file of a clip that is not public', () => {
  it.each(['private', 'community'] as const)('is nowhere for others: %s', async (visibility) => {
    const id = await add({ visibility, community: 'home' });
    const stranger = await person();
    const never = `/files/${'A'.repeat(22)}.mp4`;
    for (const headers of [{ accept: 'text/html' }, { accept: 'application/json' }]) {
      const [hidden, none] = await Promise.all(
        [`/files/${id}.mp4`, never].map((path) => ask(path, { headers, by: stranger })),
      );
      expect(hidden?.status).toBe(404);
      expect(await hidden?.text()).toBe(await none?.text());
      expect([...(hidden?.headers.keys() ?? [])]).toEqual([...(none?.headers.keys() ?? [])]);
    }
    expect(await status(`/files/${id}.jpg`)).toBe(404);
  });

  it('is shown to its owner, and kept by no cache', async () => {
    const owner = await person();
    const id = await add({ visibility: 'private', owner: owner.owner });
    const answer = await ask(`/files/${id}.mp4`, { by: owner, headers: { range: 'bytes=0-9' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('is opened by a link until its time is over, and that is said', async () => {
    const id = await add({ visibility: 'private' });
    const open = await ask(await link(id));
    expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(await status((await link(id)).replace('.mp4', '.jpg'))).toBe(200);
    const over = await ask(await link(id, -1_000), { headers: { accept: 'text/html' } });
    expect(over.status).toBe(410);
    expect(await over.text()).toContain('expired');
  });

  it('is opened by no link that was made up, or made for something else', async () => {
    const [id, other] = [await add({ visibility: 'private' }), await add({ visibility: 'private' })];
    const good = await link(id);
    const token = good.split('=')[1] ?? '';
    expect(await status(`/files/${other}.mp4?token=${token}`)).toBe(404);
    for (const made of [
      '',
      'x',
      `${token}x`,
      token.replace(/^./, 'z'),
      token.slice(0, -2),
      `${token}&token=${token}`,
      '%00',
    ])
      expect([400, 404]).toContain(await status(`/files/${id}.mp4?token=${made}`));
    const clip = await findClip(stand.store.database, id);
    const forged = clip === null ? '' : signedAddress('another secret', clip, Date.now() + 60_000);
    expect(await status(forged)).toBe(404);
  });

  it('is shut to every earlier link the moment others may see it, or may no longer', async () => {
    const ana = actor('ana');
    const id = await add({ visibility: 'private' });
    const first = await link(id);
    expect(await status(first)).toBe(200);
    await command(stand.house, 'share', ana, { id, to: 'public' });
    const second = await link(id);
    await command(stand.house, 'share', ana, { id, to: 'private' });
    for (const old of [first, second, `/files/${id}.mp4`, `/files/${id}.jpg`])
      expect(await status(old)).toBe(404);
    const third = await link(id);
    expect(await status(third)).toBe(200);
    await command(stand.house, 'delete', ana, { id });
    expect(await status(third)).toBe(404);
  });
});

describe('the address of a file', () => {
  it.each([
    '../../etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2fclips%2f1.mp4',
    '..%5c..%5cclips.mp4',
    'clips/1.mp4',
    `${'A'.repeat(22)}.mp4%00.jpg`,
    `${'A'.repeat(22)}.mp4.jpg`,
    `${'A'.repeat(22)}.exe`,
    `${'A'.repeat(21)}'.mp4`,
    `${'A'.repeat(300)}.mp4`,
    '.mp4',
    '%',
    '%ff%fe.mp4',
  ])('leads nowhere but to a clip: %s', async (path) => {
    await add();
    expect([400, 404, 414]).toContain(await status(`/files/${path}`));
  });

  it('tells nothing of a clip whose file is gone', async () => {
    const id = await add();
    await stand.house.storage.remove((await findClip(stand.store.database, id))?.file ?? '');
    expect(await status(`/files/${id}.mp4`)).toBe(404);
  });
});

describe('a link for chat', () => {
  it('leads to the page of a public clip, and to the file of any other for a day', async () => {
    const links = clipLinks({ PUBLIC_URL: 'https://clips.example/' }, secret);
    const shown = await findClip(stand.store.database, await add());
    const hidden = await findClip(stand.store.database, await add({ visibility: 'community' }));
    if (shown === null || hidden === null) throw new Error('no clips');
    expect(links(shown)).toBe(`https://clips.example/c/${shown.id}`);
    const address = links(hidden) ?? '';
    expect(address).toMatch(new RegExp(`^https://clips.example/files/${hidden.id}\\.mp4\\?token=`));
    expect(await status(address.replace('https://clips.example', ''))).toBe(200);
    expect(clipLinks({ PUBLIC_URL: undefined }, secret)(hidden)).toBeNull();
  });
});
