import { describe, expect, it } from 'vitest';
import { openGallery } from './web-gallery-stand.ts';

const { ask, text, add } = openGallery('https://clips.example/');

describe('the feed', () => {
  it.each([
    ['atom', 'application/atom+xml; charset=utf-8', '<entry>'],
    ['rss', 'application/rss+xml; charset=utf-8', '<item>'],
  ])('has public clips at their public addresses, newest first: %s', async (kind, type, entry) => {
    const older = await add({ shownAt: new Date('2026-01-01'), prompt: 'a & b' });
    const newer = await add({ shownAt: new Date('2026-01-02') });
    const answer = await ask(`/gallery.${kind}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    const body = await answer.text();
    expect(body.split(entry)).toHaveLength(3);
    expect(body.indexOf(`https://clips.example/c/${newer}`)).toBeLessThan(
      body.indexOf(`https://clips.example/c/${older}`),
    );
    expect(body).toContain(`https://clips.example/files/${newer}.mp4`);
    expect(body).toContain(`https://clips.example/gallery.${kind}`);
    expect(body).not.toMatch(/a & b/);
  });

  it('chooses as the gallery does, and is there before anything is shown', async () => {
    expect((await ask('/gallery.atom')).status).toBe(200);
    await add();
    const wanted = await add({ effect: 'old-photo' });
    const body = await text('/gallery.atom?effect=old-photo');
    expect(body.split('<entry>')).toHaveLength(2);
    expect(body).toContain(wanted);
    expect((await ask('/gallery.rss?effect=none')).status).toBe(404);
  });

  it('is not sent again to who has it, until something is shown', async () => {
    await add();
    const etag = (await ask('/gallery.atom')).headers.get('etag') ?? '';
    const again = () => ask('/gallery.atom', { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect((await again()).status).toBe(304);
    await add();
    expect((await again()).status).toBe(200);
  });

  it('stays readable whatever people wrote', async () => {
    await add({ prompt: ']]> <b> & \u0001\u0008\u001f\ufffe \u2028 ok' });
    for (const kind of ['atom', 'rss']) {
      const body = await text(`/gallery.${kind}`);
      expect(body).toContain('ok');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML may not hold.
      expect(body).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }
  });
});
