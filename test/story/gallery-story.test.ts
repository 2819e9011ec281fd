import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { makeClip, seeItPlay, show, untilTrue } from './gallery-stand.ts';
import { barriersIn, webStand, withoutBrowser } from './web-stand.ts';

describe.skipIf(withoutBrowser)('the gallery in a browser', { timeout: 600_000 }, () => {
  const key = 'a key for the operator';
  const stand = webStand({ ADMIN_KEY: key, OPERATOR_CONTACT: 'ops@clips.example' });
  const person = (options: BrowserContextOptions = {}) => stand.visitor({ baseURL: stand.url, ...options });

  it('shows what somebody shares to others, and is rid of it everywhere once it is private again', async () => {
    const [owner, viewer] = [await person(), await person({ reducedMotion: 'no-preference' })];
    const id = await makeClip(owner);
    const reach = async (path: string) => (await viewer.request.get(path)).status();
    const lists = ['/gallery', '/gallery?order=best', '/gallery.atom', '/gallery.rss'];
    const shown = async () => {
      const bodies = await Promise.all(lists.map(async (path) => (await viewer.request.get(path)).text()));
      return bodies.map((body) => body.includes(id));
    };
    expect(await shown()).toEqual([false, false, false, false]);
    expect([await reach(`/c/${id}`), await reach(`/files/${id}.mp4`)]).toEqual([404, 404]);

    await show(owner, id, 'public');
    await viewer.goto('/gallery');
    await seeItPlay(viewer, `[href="/c/${id}"] video.moving`);
    await viewer.locator(`[href="/c/${id}"]`).click();
    await viewer.waitForURL(`**/c/${id}`);
    await viewer.evaluate('Object.assign(document.querySelector("video"), { muted: true }).play()');
    await seeItPlay(viewer, 'video');
    expect(await viewer.locator('.recipe').textContent()).toContain('slow zoom');
    expect(await shown()).toEqual([true, true, true, true]);
    const old = [`/c/${id}`, `/files/${id}.mp4`, `/files/${id}.jpg`];
    expect(await Promise.all(old.map(reach))).toEqual([200, 200, 200]);

    await show(owner, id, 'private');
    expect(await shown()).toEqual([false, false, false, false]);
    expect(await Promise.all(old.map(reach))).toEqual([404, 404, 404]);
    // Also for a browser that has it all at hand.
    const answer = await viewer.reload();
    expect(answer?.status()).toBe(404);
    for (const file of old) expect((await viewer.goto(file))?.status()).toBe(404);
    expect((await owner.goto(`/c/${id}`))?.status()).toBe(200);
    // A browser complains of every page that is not there.
    stand.forgive();
  });

  it('works without scripts: looking, choosing, reporting, taking down, being told', async () => {
    const owner = await person();
    const id = await makeClip(owner);
    await show(owner, id, 'public');
    const viewer = await person({ javaScriptEnabled: false });
    await viewer.goto('/gallery');
    await viewer.locator('select[name=effect]').selectOption('melt');
    await viewer.getByRole('button', { name: 'Apply' }).click();
    await viewer.waitForURL('**/gallery?effect=melt&words=');
    expect(await viewer.locator('.exhibit').count()).toBe(0);
    await viewer.locator('select[name=effect]').selectOption('parallax');
    await viewer.getByRole('button', { name: 'Apply' }).click();
    await viewer.waitForURL('**/gallery?effect=parallax&words=');
    await viewer.getByRole('link', { name: 'Best' }).click();
    await viewer.locator(`[href="/c/${id}"]`).click();
    await viewer.getByText('Report this clip').click();
    await viewer.locator('#kind').selectOption('consent');
    await viewer.locator('#reason').fill('a cat is nobody to be filmed');
    await viewer.getByRole('button', { name: 'Send report' }).click();
    await viewer.waitForURL('**/c/*?reported');
    expect(await viewer.getByRole('status').textContent()).toContain('Thanks for your report');
    const operator = await person({ javaScriptEnabled: false });
    await operator.goto('/admin/reports');
    await operator.locator('#key').fill(key);
    await operator.getByRole('button', { name: 'Continue' }).click();
    const report = operator.locator('article.report');
    expect(await report.textContent()).toMatch(/Review within 48 hr[\s\S]*No consent/);
    await report.getByText('Remove clip').first().click();
    await report.locator('select').selectOption('consent');
    await report.locator('.confirm button').click();
    await operator.getByText('No open reports.').waitFor();
    expect((await owner.goto(`/clips/${id}`))?.status()).toBe(410);
    expect(await owner.locator('main').textContent()).toContain('contact ops@clips.example');
    expect((await viewer.goto(`/c/${id}`))?.status()).toBe(404);
    stand.forgive();
  });

  it('is searched and liked in place, and each clip plays muted with a recipe to use', async () => {
    const owner = await person();
    const id = await makeClip(owner);
    await show(owner, id, 'public');
    const viewer = await person();
    await viewer.goto('/gallery');
    await viewer.getByRole('searchbox').fill('slow');
    await viewer.keyboard.press('Enter');
    await viewer.waitForURL('**words=slow');
    const heart = viewer.locator(`[action="/c/${id}/like"] button`);
    await heart.click();
    await viewer.locator(`[action="/c/${id}/like"] [aria-pressed=true]`).waitFor();
    expect(await heart.textContent()).toBe('1');
    await viewer.reload();
    await heart.click();
    await viewer.locator(`[action="/c/${id}/like"] [aria-pressed=false]`).waitFor();
    expect(await heart.textContent()).toBe('0');
    await viewer.locator(`[href="/c/${id}"]`).click();
    expect(await viewer.evaluate('document.querySelector(".stage video").muted')).toBe(true);
    expect(await viewer.locator('dl.recipe').isVisible()).toBe(false);
    await viewer.locator('summary').getByText('Recipe', { exact: true }).click();
    await viewer.locator('dl.recipe').waitFor();
    await viewer.getByRole('link', { name: 'Use this recipe' }).click();
    await viewer.getByText('Recipe: Parallax').waitFor();
    expect(await viewer.locator('#option-prompt').inputValue()).toBe('slow zoom');
  });

  it('moves nothing for those who want calm until they say so, and stops when told', async () => {
    const owner = await person();
    await show(owner, await makeClip(owner), 'public');
    const viewer = await person();
    await viewer.goto('/gallery');
    const button = viewer.locator('#loops');
    await button.waitFor();
    expect(await button.textContent()).toBe('Play previews');
    expect(await viewer.locator('video').count()).toBe(0);
    await button.click();
    await seeItPlay(viewer, 'video.moving');
    await button.click();
    await untilTrue(viewer, '[...document.querySelectorAll("video")].every(({ paused }) => paused)');
    await viewer.reload();
    expect(await button.textContent()).toBe('Play previews');
  });

  it('is open to the keyboard alone and has no barrier, in light and dark', async () => {
    const owner = await person();
    const id = await makeClip(owner);
    await show(owner, id, 'public');
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewer = await person({ colorScheme, viewport: { width: 390, height: 844 } });
      for (const path of ['/gallery', `/c/${id}`, `/c/${'A'.repeat(22)}`]) {
        await viewer.goto(path);
        expect(await barriersIn(viewer, colorScheme)).toEqual([]);
      }
      stand.forgive();
      await viewer.goto('/gallery');
      const focused = () => viewer.evaluate('document.activeElement?.getAttribute("href")');
      for (let presses = 0; (await focused()) !== `/c/${id}`; presses++) {
        expect(presses).toBeLessThan(60);
        await viewer.keyboard.press('Tab');
      }
      await viewer.keyboard.press('Enter');
      await viewer.waitForURL(`**/c/${id}`);
    }
  });
});
