import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { browserAvailable, openBrowser } from '../peers/browser.ts';
import { type Service, startService } from './service.ts';

/** Without a browser these stories are left out on a person's machine, never where everything must be tested. */
export const withoutBrowser = !browserAvailable();

// Everything is slower where much else is under way.
export const patience = 150_000;

/** The real service in a process of its own, and a real browser, for all stories of a file. */
export const webStand = (settings: Record<string, string> = {}) => {
  // A story makes several clips, and machines may be busy.
  vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });
  let folder = '';
  let url = '';
  let log = '';
  let service: Service;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const wrong: string[] = [];

  beforeAll(async () => {
    if (withoutBrowser) return;
    folder = await mkdtemp(join(tmpdir(), 'photoplay-web-'));
    service = await startService(folder, settings, 'terminal: ', (text) => {
      log += text;
    });
    url = /ready at (http:\S+)/.exec(service.said)?.[1] ?? '';
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(wrong.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    if (withoutBrowser) return;
    await browser.close();
    expect(await service.stop()).toBe(0);
    expect(log).not.toContain('page failed');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /**
   * A browser of somebody new. Whatever it complains of fails the story. Unless a story is about what moves, nothing
   * does: a page that plays while it waits takes a quarter of a core.
   */
  const visitor = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce', ...options });
    contexts.push(context);
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    page.on('pageerror', (error) => wrong.push(`${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text());
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'blob:' && origin !== url) wrong.push(`asked a third party: ${request.url()}`);
    });
    return page;
  };

  return {
    get url() {
      return url;
    },
    get folder() {
      return folder;
    },
    visitor,
    /** Ends the service the hard way. */
    crash: (): Promise<void> => service.kill(),
    /** Starts it again where it was. */
    restart: async (): Promise<void> => {
      service = await startService(folder, { ...settings, PORT: new URL(url).port }, 'terminal: ', (text) => {
        log += text;
      });
    },
    /** What the browser has complained of was meant to happen. */
    forgive: (): void => {
      wrong.length = 0;
    },
  };
};

/** A photo of the fixtures. */
export const fixture = (name: string): string => resolve('test/fixtures/photos', name);

/** What keeps people out of a page. In the dark it's the same page in other colours. */
export const barriersIn = async (page: Page, colours: 'light' | 'dark'): Promise<string[]> => {
  await page.emulateMedia({ colorScheme: colours });
  // Our pages have no frames: nothing has to be put together in a page of its own, or told but what is wrong.
  const all = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const some = colours === 'light' ? all : all.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await some.analyze();
  return violations.map(
    ({ id, nodes }) => `${page.url()}, ${colours}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
};
