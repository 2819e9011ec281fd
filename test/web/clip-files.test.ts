import { describe, expect, it } from 'vitest';
import { findClip } from '../../src/store/clip-rows.ts';
import { film, openGallery } from './web-gallery-stand.ts';

const { stand, ask, add } = openGallery();

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
    await stand.services.storage.remove((await findClip(stand.store.database, id))?.file ?? '');
    expect(await status(`/files/${id}.mp4`)).toBe(404);
  });
});
