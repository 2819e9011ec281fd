import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest';
import { childModule } from '../../src/media/child.ts';
import { openBrowser } from '../peers/browser.ts';
import { until } from '../peers/discord/person.ts';

const entrance = childModule(pathToFileURL(resolve('src/main.ts')).href, 'main');
// A busy machine takes its time over everything.
const patience = 60_000;

/** The real service in a process of its own, and people with browsers of their own. */
export const openStage = () => {
  let folder = '';
  let service: ChildProcess;
  let browser: Browser;
  let url = '';
  const people: BrowserContext[] = [];
  const troubles: string[] = [];

  const start = async (): Promise<void> => {
    const { PATH = '', HOME = '' } = process.env;
    let said = '';
    service = spawn(process.execPath, [...entrance.execArgv, entrance.path, 'start'], {
      cwd: folder,
      env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    service.stdout?.on('data', (bytes) => {
      said += bytes;
    });
    url = await until(() => /ready at (http:\S+)/.exec(said)?.[1], 100);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photoplay-story-'));
    await start();
    browser = await openBrowser();
  });
  afterEach(async () => {
    await Promise.all(people.splice(0).map((person) => person.close()));
    expect(troubles.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  return {
    get url() {
      return url;
    },
    /** Somebody who has never been here; what their browser asks of others, or stumbles over, is trouble. */
    person: async (options: BrowserContextOptions = {}): Promise<Page> => {
      const context = await browser.newContext({ baseURL: url, ...options });
      people.push(context);
      context.setDefaultTimeout(patience);
      context.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url))
          troubles.push(request.url());
      });
      context.on('weberror', (error) => troubles.push(error.error().message));
      return context.newPage();
    },
    /** Has a clip made for somebody, as small as possible; gives its id. */
    makeClip: async (page: Page): Promise<string> => {
      const buffer = await readFile(resolve('test/fixtures/photos/cat-chelsea.jpg'));
      const photos = { name: 'cat.jpg', mimeType: 'image/jpeg', buffer };
      const wishes = { effect: 'parallax', prompt: 'slow zoom', seconds: '1', resolution: '480p' };
      const headers = { accept: 'application/json' };
      const asked = await page.request.post('/make', { headers, multipart: { photos, ...wishes } });
      const { job } = (await asked.json()) as { job: string };
      for (const deadline = Date.now() + 2 * patience; ; ) {
        const looked = await page.request.get(`/jobs/${job}`, { headers });
        const { done, html } = (await looked.json()) as { done: boolean; html: string };
        if (done) return /data-clip="([\w-]{22})"/.exec(html)?.[1] ?? html;
        if (Date.now() > deadline) throw new Error('the clip is not made');
        await page.waitForTimeout(200);
      }
    },
  };
};

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

/** Waits for something in the page; the page itself lets nobody evaluate anything. */
export const untilTrue = (page: Page, expression: string): Promise<void> =>
  vi.waitFor(async () => expect(await page.evaluate(expression)).toBe(true), {
    timeout: patience,
    interval: 50,
  });

/** Waits until the picture of a video has changed as its time went on. */
export const seeItPlay = async (page: Page, selector: string): Promise<void> => {
  await untilTrue(page, hasMoved(selector));
};
