import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { makeClip, show } from './gallery-stand.ts';
import { barriersIn, fixture, patience, webStand, withoutBrowser } from './web-stand.ts';

const accessKey = 'a long phrase';
const adminKey = 'another long phrase';

// What functions that run inside the browser find there.
declare const document: {
  querySelector(query: string): { files: readonly { name: string; size: number }[]; value: string } | null;
  documentElement: { scrollWidth: number; clientWidth: number; style: { fontSize: string } };
};
declare const navigator: { serviceWorker: { ready: Promise<unknown>; controller: unknown } };

/** Nothing that axe finds, and nothing beyond the right edge of a narrow window or with letters twice the size. */
const wellMade = async (page: Page): Promise<void> => {
  expect.soft([...(await barriersIn(page, 'light')), ...(await barriersIn(page, 'dark'))]).toEqual([]);
  const beyond = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.setViewportSize({ width: 320, height: 700 });
  expect.soft([page.url(), await beyond()]).toEqual([page.url(), 0]);
  await page.setViewportSize({ width: 390, height: 700 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect.soft([page.url(), 'large letters', await beyond()]).toEqual([page.url(), 'large letters', 0]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
};

const signIn = async (page: Page, url: string, key: string): Promise<void> => {
  await page.goto(url);
  await page.locator('#key').fill(key);
  await page.locator('main button').click();
};

describe.skipIf(withoutBrowser)('the pages', () => {
  const stand = webStand({ WEB_ACCESS_KEY: accessKey, ADMIN_KEY: adminKey });

  it('have no barrier and lose nothing on a narrow screen or with large letters, the admin’s too', async () => {
    const page = await stand.visitor();
    for (const path of ['/key', '/gallery', '/nope', '/privacy', '/credits', '/report', '/admin/key']) {
      await page.goto(`${stand.url}${path}`);
      await wellMade(page);
    }
    stand.forgive();
    await signIn(page, `${stand.url}/key`, accessKey);
    for (const path of ['/', '/clips', '/presets', '/account', '/defaults', '/forget']) {
      await page.goto(`${stand.url}${path}`);
      await wellMade(page);
    }
    await page.goto(stand.url);
    await page.getByRole('radio', { name: 'Melt' }).check();
    await page.locator('#option-resolution').selectOption('480p');
    await page.setInputFiles('#photos', resolve('test/fixtures/previews/orbit.jpg'));
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.getByText('I couldn’t find a clear subject in this photo.').waitFor();
    await wellMade(page);
    await signIn(page, `${stand.url}/admin/key`, adminKey);
    for (const path of ['', '/jobs', '/people', '/engines', '/reports', '/sessions']) {
      await page.goto(`${stand.url}/admin${path}`);
      await wellMade(page);
    }
  });

  it('let an operator find a clip by its link and remove it, block who made it, and pause only after a question', async () => {
    const ana = await stand.visitor({ baseURL: stand.url });
    await signIn(ana, '/key', accessKey);
    await ana.locator('[data-make]').waitFor();
    const clip = await makeClip(ana);
    await show(ana, clip, 'public');
    const page = await stand.visitor({ baseURL: stand.url, locale: 'de' });
    await signIn(page, '/admin/key', adminKey);
    await page.waitForURL('**/admin');
    expect(await page.locator('main [lang=en] .chart').count()).toBeGreaterThanOrEqual(3);
    await page.locator('main').getByText('Free disk').waitFor();

    await page.goto('/admin/engines');
    const pause = page.locator('details.confirm');
    expect(await pause.locator('button').isVisible()).toBe(false);
    await pause.locator('summary').click();
    await pause.getByText('Nothing new starts until you resume.').waitFor();
    await pause.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Everything is paused.').waitFor();
    await page.getByRole('row', { name: 'All engines' }).getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Everything is paused.').waitFor({ state: 'hidden' });

    await page.goto('/admin/reports');
    await page.getByRole('searchbox').fill(`${stand.url}/c/${clip}`);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.waitForURL('**/admin/jobs/*');
    const owner = await page.locator('dd code', { hasText: /^web:/ }).innerText();
    await page.locator('summary').getByText('Remove clip').click();
    await page.locator('select[name=reason]').selectOption('consent');
    await page.locator('form[action$=takedown] button').click();
    expect(await page.locator('.notice').textContent()).toContain('Removed the Parallax clip');
    expect((await ana.goto(`/clips/${clip}`))?.status()).toBe(410);
    await wellMade(ana);

    await page.goto('/admin/people');
    const blocking = page.getByRole('row', { name: owner }).locator('details.confirm');
    await blocking.locator('summary').click();
    await blocking.getByRole('button', { name: 'Block' }).click();
    await page.locator('[role=status]').waitFor();
    await ana.goto('/');
    await ana.setInputFiles('#photos', fixture('cat-chelsea.jpg'));
    await ana.locator('[data-submit]').click();
    await ana.locator('[data-trouble]').getByText('blocked').waitFor();
    await page.getByRole('button', { name: 'Unblock' }).first().click();
    await page.getByRole('button', { name: 'Unblock' }).waitFor({ state: 'detached' });
    stand.forgive();
  });

  it('say that they reconnect while the service is away, and show the clip once it is back', async () => {
    const page = await stand.visitor();
    await signIn(page, `${stand.url}/key`, accessKey);
    await page.locator('#option-resolution').selectOption('480p');
    await page.setInputFiles('#photos', fixture('cat-chelsea.jpg'));
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.locator('[data-job]').waitFor();
    await stand.crash();
    await page.getByText('Reconnecting…').waitFor();
    await stand.restart();
    await page.locator('[data-clip]').waitFor();
    stand.forgive();
  });

  it('take a photo from another app, and let it be painted over', async () => {
    const page = await stand.visitor();
    await signIn(page, `${stand.url}/key`, accessKey);
    await page.locator('[data-make]').waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.setContent(
      `<form method="post" action="${stand.url}/share" enctype="multipart/form-data"><input type="file" name="photos"><button>Share</button></form>`,
    );
    await page.locator('input').setInputFiles(fixture('macro-dandelion.jpg'));
    await page.getByRole('button', { name: 'Share' }).click();
    await page.locator('[data-chosen] img').waitFor();
    expect.soft(page.url()).toBe(`${stand.url}/`);
    await page.getByRole('button', { name: 'Mark what moves' }).click();
    const { x, y } = (await page.locator('.chosen canvas').boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x + 40, y + 40);
    await page.mouse.down();
    await page.mouse.move(x + 120, y + 60, { steps: 4 });
    await page.mouse.up();
    await page.getByText('This stays still').click();
    const sent = () => page.evaluate(() => document.querySelector('#option-mask')?.files[0]?.name);
    await expect.poll(sent, { timeout: patience }).toBe('mask.png');
    expect.soft(await page.evaluate(() => document.querySelector('#option-masked')?.value)).toBe('still');
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(sent, { timeout: patience }).toBeUndefined();
    // A plain flower on grass: its outline isn’t sure enough to be selected.
    await page.locator('.chosen canvas').click();
    await page.getByText('Nothing stands out there').waitFor();
    await page.getByRole('radio', { name: 'Kiss' }).check();
    await page.getByRole('button', { name: 'Done marking' }).waitFor({ state: 'hidden' });
  });

  it('say in words what is wrong with a key, and with too many, and show a way on', async () => {
    const page = await stand.visitor({ baseURL: stand.url });
    const refusal = async (key: string) => {
      await page.goto('/key');
      await page.locator('#key').fill(key);
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.request().method() === 'POST'),
        page.locator('main button').click(),
      ]);
      await page.waitForLoadState();
      await wellMade(page);
      return [answer.status(), await page.locator('main').innerText()];
    };
    const [wrong, words] = await refusal('not the key');
    expect([wrong, words]).toEqual([403, expect.stringContaining('key')]);
    const form = { key: 'not the key' };
    for (let round = 0; round < 10; round += 1) await page.request.post('/key', { form });
    expect(await refusal('not the key')).toEqual([
      429,
      expect.stringMatching(/^Too many requests\n[\s\S]+second/),
    ]);
    stand.forgive();
  });
});
