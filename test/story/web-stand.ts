import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { childModule } from '../../src/media/child.ts';

const entrance = childModule(pathToFileURL(resolve('src/main.ts')).href, 'main');

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine, or null. */
const browserPath = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => names.map((name) => join(folder, name)))
  .find(isProgram);

/** Without a browser these stories are left out on a person's machine, never where everything must be tested. */
export const withoutBrowser = browserPath === undefined && process.env['CI'] === undefined;
if (withoutBrowser)
  console.warn('No Chromium: stories of the web page are left out. "apt install chromium" brings one.');

// Everything is slower where much else is under way.
export const patience = 150_000;

/** The real service in a process of its own, and a real browser, for all stories of a file. */
export const webStand = (settings: Record<string, string> = {}) => {
  let folder = '';
  let url = '';
  let log = '';
  let service: ChildProcess;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const wrong: string[] = [];

  beforeAll(async () => {
    if (withoutBrowser) return;
    // What browsers run is compiled from what is tested.
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'adapters/web/client']);
    folder = await mkdtemp(join(tmpdir(), 'photoplay-web-'));
    const { PATH = '', HOME = '' } = process.env;
    service = spawn(process.execPath, [...entrance.execArgv, entrance.path, 'start'], {
      cwd: folder,
      env: { PATH, HOME, PORT: '0', LOG_LEVEL: 'debug', WORKERS: '2', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    service.stderr?.on('data', (bytes) => {
      log += bytes;
    });
    url = await new Promise<string>((found, failed) => {
      service.stdout?.on('data', (bytes) => {
        said += bytes;
        const [, address] = /ready at (http:\S+)/.exec(said) ?? [];
        if (address !== undefined) found(address);
      });
      service.once('exit', () => failed(new Error(`it ended: ${said} ${log}`)));
    });
    browser = await chromium.launch({
      ...(browserPath === undefined ? {} : { executablePath: browserPath }),
      args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required'],
      timeout: patience,
    });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(wrong.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    if (withoutBrowser) return;
    await browser.close();
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
    expect(service.exitCode).toBe(0);
    expect(log).not.toContain('page failed');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /** A browser of somebody new. Whatever it complains of fails the story. */
  const visitor = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en', reducedMotion: 'no-preference', ...options });
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
    visitor,
    /** What the browser has complained of was meant to happen. */
    forgive: (): void => {
      wrong.length = 0;
    },
  };
};

/** A photo of the fixtures. */
export const fixture = (name: string): string => resolve('test/fixtures/photos', name);
