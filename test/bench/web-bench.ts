import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../peers/browser.ts';
import { processId } from '../process-id.ts';
import { median, tell } from './figures.ts';

const rounds = 5;

// What functions that run inside the browser find there.
type Entry = { readonly startTime: number; readonly value: number; readonly hadRecentInput: boolean };
type Sight = { lcp: number; shift: number };
declare const self: { sight: Sight };
declare const performance: { now(): number; getEntriesByType(kind: string): Loaded[] };
declare const PerformanceObserver: new (
  seen: (list: { getEntries(): Entry[] }) => void,
) => { observe(what: { type: string; buffered: true }): void };
type Loaded = { readonly initiatorType: string; readonly transferSize: number; readonly name: string };

/** Watches how a page appears, from its start. Runs in the browser, which knows no names for functions inside. */
const watch = (): void => {
  self.sight = { lcp: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) self.sight.lcp = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) self.sight.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
};

/** Bytes of everything but pictures and clips. */
const plainBytes = (): number =>
  ['navigation', 'resource']
    .flatMap((kind) => performance.getEntriesByType(kind))
    .filter(
      ({ initiatorType, name }) => !/^(img|video)$/.test(initiatorType) && !/\.(mp4|webp|jpg)$/.test(name),
    )
    .reduce((sum, { transferSize }) => sum + transferSize, 0);

/** Processor seconds of a process, with its children that have ended. */
const processorOf = async (pid: number): Promise<number> => {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
};

const visit = async (browser: Browser, url: string, pid: number) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url);
    await page.waitForFunction(() => self.sight.lcp > 0);
    const [lcp, shift] = await page.evaluate(() => [self.sight.lcp, self.sight.shift] as const);
    const bytes = await page.evaluate(plainBytes);
    const before = await processorOf(pid);
    await page.setInputFiles('#photos', resolve('test/fixtures/photos/portrait-astronaut.jpg'));
    await page.locator('.badge.preview').waitFor();
    const moving = (await page.evaluate(() => performance.now())) / 1_000;
    // What is still under way belongs to it too: the search for faces.
    await page.waitForLoadState('networkidle');
    const shifted = await page.evaluate(() => self.sight.shift);
    return {
      lcp,
      moving,
      bytes,
      shift: Math.max(shift, shifted),
      processor: (await processorOf(pid)) - before,
    };
  } finally {
    await context.close();
  }
};

/** The start page in a browser: how soon it shows its largest part, and how soon one's own photo moves on it. */
export const benchWeb = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const env = { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' };
  const service = spawn(process.execPath, ['dist/main.js', 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await openBrowser();
  try {
    const [said] = await once(service.stdout, 'data');
    const url = /ready at (http:\S+)/.exec(String(said))?.[1] ?? '';
    // The first visit warms the service up.
    const [, ...seen] = await Array.from({ length: rounds + 1 }).reduce<
      Promise<Awaited<ReturnType<typeof visit>>[]>
    >(async (all) => [...(await all), await visit(browser, url, processId(service))], Promise.resolve([]));
    const middle = (read: (one: (typeof seen)[number]) => number): number => median(seen.map(read));
    tell('web page', {
      'LCP ms': middle(({ lcp }) => lcp),
      'open to moving s': middle(({ moving }) => moving),
      'processor s of the photo': middle(({ processor }) => processor),
      'kB before media': Math.max(...seen.map(({ bytes }) => bytes)) / 1_000,
      'layout shift': Math.max(...seen.map(({ shift }) => shift)),
    });
  } finally {
    await browser.close();
    service.kill('SIGTERM');
    await once(service, 'exit');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
