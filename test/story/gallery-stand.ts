import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { fixture, patience } from './web-stand.ts';

/** Has a clip made for somebody, as small as possible; gives its id. */
export const makeClip = async (page: Page): Promise<string> => {
  const buffer = await readFile(fixture('cat-chelsea.jpg'));
  const photos = { name: 'cat.jpg', mimeType: 'image/jpeg', buffer };
  const wishes = { effect: 'parallax', prompt: 'slow zoom', seconds: '1', resolution: '480p' };
  const headers = { accept: 'application/json' };
  const asked = await page.request.post('/make', { headers, multipart: { photos, ...wishes } });
  const { job } = (await asked.json()) as { job: string };
  return vi.waitFor(
    async () => {
      const looked = await page.request.get(`/jobs/${job}`, { headers });
      const { html } = (await looked.json()) as { html: string };
      const [, id = ''] = /data-clip="([\w-]{22})"/.exec(html) ?? [];
      expect(id, html).not.toBe('');
      return id;
    },
    { timeout: patience, interval: 200 },
  );
};

/** Opens somebody's own clip to others, or closes it, by its button. */
export const show = async (page: Page, id: string, to: 'public' | 'private'): Promise<void> => {
  await page.goto(`/clips/${id}`);
  const press = (action: string) =>
    page.locator(`button[value="${action}:${id}${action === 'publish' ? ':yes' : ''}"]`).click();
  await press('share');
  if (to === 'private') {
    await press('unshare');
    await page.locator(`button[value="unshare:${id}"]`).waitFor({ state: 'detached' });
    return;
  }
  await page.locator(`button[value="share:${id}:public"]`).click();
  await press('publish');
  await page.locator(`button[value="unshare:${id}"]`).waitFor();
};

/** Waits for something in the page; the page itself lets nobody evaluate anything. */
export const untilTrue = (page: Page, expression: string): Promise<void> =>
  vi.waitFor(async () => expect(await page.evaluate(expression)).toBe(true), {
    timeout: patience,
    interval: 50,
  });

// Runs in the page, where there is a document.
const hasMoved = (selector: string): string => `(() => {
  const video = document.querySelector(${JSON.stringify(selector)});
  if (video === null || video.readyState < 2) return false;
  const drawing = Object.assign(document.createElement('canvas'), { width: 32, height: 32 }).getContext('2d');
  drawing.drawImage(video, 0, 0, 32, 32);
  const now = { time: video.currentTime, pixels: String(drawing.getImageData(0, 0, 32, 32).data) };
  video.seen ??= now;
  return now.time !== video.seen.time && now.pixels !== video.seen.pixels;
})()`;

/** Waits until the picture of a video has changed as its time went on. */
export const seeItPlay = (page: Page, selector: string): Promise<void> => untilTrue(page, hasMoved(selector));
