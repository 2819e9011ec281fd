import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob } from '../../src/jobs/run-job.ts';
import { clipsOfJob } from '../../src/store/clip-rows.ts';
import { grantCredits } from '../../src/store/ledger.ts';
import { insertReport } from '../../src/store/reports.ts';
import { failing } from '../jobs/engines.ts';
import { browserAvailable, openBrowser } from '../peers/browser.ts';
import { adminStand, key } from './admin-stand.ts';

const patience = 60_000;

describe.runIf(browserAvailable())("the operators' pages in a browser", () => {
  const here = adminStand();
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /** A house with one job of each end, and a report. */
  const lively = async (): Promise<string[]> => {
    const { stand } = here;
    await grantCredits(stand.store.database, 'ana', 100);
    const ids: string[] = [];
    for (const engine of [stand.engine, failing(stand.engine, 'model_failed')]) {
      await stand.rebuild({ engine });
      const { job } = await stand.ask('ana', { visibility: 'public' });
      await runJob(stand.services, job.id, new AbortController().signal);
      ids.push(job.id);
    }
    await stand.rebuild({});
    ids.push((await stand.ask('ana')).job.id);
    const [clip] = await clipsOfJob(stand.store.database, ids[0] ?? '');
    const report = { clip: clip?.id ?? '', actor: 'ben', reason: 'That is me, and nobody asked.' };
    await insertReport(stand.store.database, report);
    return ids;
  };
  const enter = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ baseURL: here.url, ...options });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    await page.goto('/admin');
    await page.locator('#key').fill(key);
    await page.locator('main button').click();
    await page.waitForURL('**/admin');
    return page;
  };
  const troubles = async (page: Page): Promise<string[]> => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  it.each([
    ['light', 1_200],
    ['dark', 390],
  ] as const)('are for everybody, and fit: %s, %i wide', async (colorScheme, width) => {
    const ids = await lively();
    const page = await enter({ colorScheme, viewport: { width, height: 900 } });
    const places = ['', '/jobs', ...ids.map((id) => `/jobs/${id}`), '/engines', '/reports', '/key'];
    for (const place of places) {
      await page.goto(`/admin${place}`);
      expect([place, await troubles(page)]).toEqual([place, []]);
      const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect([place, await page.evaluate(wider)]).toEqual([place, 0]);
    }
  });

  it('show a reported clip below what shows it, and cover it again', async () => {
    await lively();
    const page = await enter();
    await page.goto('/admin/reports');
    const [clip, cover] = [page.locator('.report video'), page.locator('.report summary').first()];
    expect([await clip.isVisible(), await cover.textContent()]).toEqual([false, 'Show clip']);
    await cover.click();
    await clip.waitFor();
    const [above, below] = [await cover.boundingBox(), await clip.boundingBox()];
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    await cover.click();
    await clip.waitFor({ state: 'hidden' });
  });

  it('need no mouse', async () => {
    const context = await browser.newContext({ baseURL: here.url });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    await page.goto('/admin/engines');
    // The field has the focus from the start.
    await page.locator('#key:focus').waitFor();
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/engines');
    await page.locator('h1').waitFor();
    const reached = page.locator('form[action="/admin/do/pause"] button:focus');
    for (let count = 0; count < 40 && (await reached.count()) === 0; count++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('Nothing new starts until you resume');
  });

  it('work without scripts', async () => {
    const [, failed = ''] = await lively();
    const page = await enter({ javaScriptEnabled: false });
    await page.goto(`/admin/jobs/${failed}`);
    await page.locator('form[action="/admin/do/redo"] button').click();
    await page.locator('[role=status]').waitFor();
    expect(await page.locator('[role=status]').textContent()).toContain('Retrying for ana');
    expect(await page.locator('label.follow').isVisible()).toBe(false);
    await page.locator('form[action="/admin/out"] button').click();
    await page.waitForURL('**/admin/key');
    await page.goto('/admin/jobs');
    await page.waitForURL('**/admin/key?next=*');
  });

  it('keep up to date by themselves, unless somebody would rather read in peace', async () => {
    await grantCredits(here.stand.store.database, 'ana', 100);
    const page = await enter();
    await page.clock.install();
    await page.goto('/admin/jobs');
    const rows = page.locator('tbody tr');
    const one = await here.stand.ask('ana');
    await page.clock.runFor(11_000);
    await page.locator(`a[href="/admin/jobs/${one.job.id}"]`).waitFor();
    await page.locator('#follow').uncheck();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await here.stand.ask('ana');
    await page.clock.runFor(60_000);
    expect([asked, await rows.count()]).toEqual([[], 1]);
  });
});
