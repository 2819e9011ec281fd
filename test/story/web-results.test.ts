import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clipVideo } from '../../adapters/web/clip-video.ts';
import type { Clip } from '../../src/core/clip.ts';
import { english } from '../messages/opened.ts';
import { type ReplicatePeer, startReplicate } from '../peers/replicate/server.ts';
import { clipRow } from '../store/rows.ts';
import { fixture, webStand, withoutBrowser } from './web-stand.ts';

// What functions that run inside the browser find there.
declare const document: { title: string };
declare const Notification: unknown;
type Told = { readonly title: string; readonly body: string };
declare const self: { told: Told[]; hides: boolean };
type Field = { readonly value: string; readonly placeholder: string };

const clipCard = '[data-clip]';

/** Lets a story hide the page, as another tab does, and notes what the browser is asked to notify of. */
const watchful = (): void => {
  Object.assign(self, { told: [], hides: false });
  Object.defineProperty(document, 'hidden', { get: () => self.hides });
  const Notified = class {
    static permission = 'granted';
    constructor(title: string, { body }: { readonly body: string }) {
      self.told.push({ title, body });
    }
    addEventListener(): void {}
  };
  Object.assign(self, { Notification: Notified });
};

const begin = async (page: Page, url: string, seconds = '1'): Promise<void> => {
  await page.goto(url);
  await page.setInputFiles('#photos', fixture('cat-chelsea.jpg'));
  await page.getByRole('radio', { name: 'Zoom in' }).check();
  await page.locator('#option-seconds').fill(seconds);
  await page.locator('#option-resolution').selectOption('480p');
};
/** The clip on a page as if it had been covered. */
const covered = async (page: Page): Promise<string> => {
  const video = page.locator(`${clipCard} video`);
  const [width, height] = [await video.getAttribute('width'), await video.getAttribute('height')].map(Number);
  const { recipe, ...row } = { ...clipRow('J', 1), createdAt: new Date() } as unknown as Clip;
  const clip = { ...row, recipe: { ...recipe, order: { ...recipe.order, spoiler: true } } };
  const shown = { ...clip, ...(width && height && { width, height }) };
  return clipVideo(english, shown, { file: '', thumbnail: '' }, 'clip');
};
const create = (page: Page): Promise<void> => page.locator('[data-submit]').click();

describe.skipIf(withoutBrowser)('a clip on the web page', () => {
  const settings: Record<string, string> = {};
  let replicate: ReplicatePeer;
  beforeAll(async () => {
    replicate = await startReplicate();
    Object.assign(settings, replicate.environment);
  });
  afterAll(() => replicate.close());
  const stand = webStand(settings);

  it('is told of in the title and by a notification when it’s done while nobody looks', async () => {
    const page = await stand.visitor();
    await page.addInitScript(watchful);
    await begin(page, stand.url);
    const { title } = await page.evaluate(() => ({ title: document.title }));
    await create(page);
    await page.locator('[data-job]').waitFor();
    await page.evaluate(() => {
      self.hides = true;
    });
    await page.locator(clipCard).waitFor();
    expect(await page.title()).toBe('✓ Your clip is ready');
    expect(await page.evaluate(() => self.told)).toEqual([{ title: 'Your clip is ready', body: 'Zoom in' }]);
    await page.evaluate(() => {
      self.hides = false;
    });
    await page.locator('body').dispatchEvent('visibilitychange');
    await expect.poll(() => page.title()).toBe(title);
  });

  it('goes on while its page is left, and is there on return', async () => {
    const page = await stand.visitor();
    await begin(page, stand.url, '4');
    await create(page);
    const job = await page.locator('[data-job]').getAttribute('data-job');
    await page.goto(`${stand.url}/privacy`);
    await page.goto(`${stand.url}/clips`);
    await page.locator(`[data-job="${job}"], .tile`).first().waitFor();
    await page.locator(`${clipCard}, .tile`).first().waitFor();
    expect(await page.locator(`${clipCard}, .tile`).count()).toBe(1);
  });

  it('has what is done most often in front, and the rest under More; is edited beside its real values', async () => {
    const page = await stand.visitor();
    await begin(page, stand.url);
    await page.locator('#option-motion').selectOption({ label: 'Low' });
    await create(page);
    await page.locator(clipCard).waitFor();
    const front = page.locator(`${clipCard} .presses :is(a, button, summary):visible`);
    expect(await front.allTextContents()).toEqual(['Download', 'Reroll', 'Edit', 'Share', 'More']);
    const player = await page.locator(`${clipCard} video`).boundingBox();
    expect(player?.width).toBeGreaterThan(600);
    // Covered, it takes as much room, before it's opened and after.
    const screen = page.locator(`${clipCard} .screen`);
    const room = async () => (await screen.boundingBox())?.height ?? 0;
    const before = await room();
    await screen.evaluate(
      (element, html) => Object.assign(element, { innerHTML: html }),
      await covered(page),
    );
    expect(Math.abs((await room()) - before)).toBeLessThan(1);
    await page.getByText('Show spoiler').click();
    await page.getByText('Hide spoiler').waitFor();
    expect(Math.abs((await room()) - before)).toBeLessThan(1);
    await page.getByText('More', { exact: true }).click();
    const groups = await page.locator(`${clipCard} .menu .group`).all();
    expect(await Promise.all(groups.map((group) => group.getByRole('button').allTextContents()))).toEqual([
      ['More motion', 'Extend'],
      ['Recipe', 'Save as preset'],
      ['Like', 'Dislike'],
      ['Delete'],
    ]);
    const red = page.locator('.danger:visible');
    expect(await red.count()).toBe(0);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.locator('dialog').waitFor();
    expect(await red.allTextContents()).toEqual(['Delete forever']);
    expect(await page.locator('dialog button').allTextContents()).toEqual(['Keep', 'Delete forever']);
    await page.getByRole('button', { name: 'Keep' }).click();

    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    const shownIn = (name: string) =>
      page.locator(`#option-${name}`).evaluate((field) => {
        const { value, placeholder } = field as unknown as Field;
        return value || placeholder;
      });
    expect(await shownIn('seconds')).toBe('1');
    expect(await page.locator('#option-motion option:checked').textContent()).toBe('Low');
    const [clip, form] = [
      await page.locator(clipCard).boundingBox(),
      await page.locator('form.wishes').boundingBox(),
    ];
    expect((clip?.x ?? 0) + (clip?.width ?? 0)).toBeLessThanOrEqual(form?.x ?? 0);
    expect(form?.y).toBe(clip?.y);
  });

  it('that failed elsewhere offers to try again, another model and the free engine, which makes it', async () => {
    const page = await stand.visitor();
    await begin(page, stand.url);
    await page.locator('#option-prompt').fill('slow zoom #unknown');
    await page.getByText('More options').click();
    await page.locator('#option-engine').selectOption('replicate');
    await create(page);
    await page.locator('article .notice.bad').waitFor();
    const offered = await page.locator('article.job button:visible').allTextContents();
    expect(offered.join(' · ')).toMatch(/Try again.*Use free engine/);
    await page.getByRole('button', { name: /Use free engine/ }).click();
    await page.locator(clipCard).waitFor();
  });
});
