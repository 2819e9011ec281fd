import { type Browser, chromium } from 'playwright-core';
import { available, findProgram } from './test-servers.ts';

// The whole Chromium draws through a graphics card that it imitates, which takes three times as long as this does.
const program =
  findProgram('chromium-headless-shell') ?? findProgram('chromium') ?? findProgram('google-chrome');

export const browserAvailable = (): boolean =>
  available(program, 'Chromium is missing, its tests are left out: apt-get install chromium-headless-shell');

/** A real browser without a window. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: program ?? 'chromium',
    // Pages share a process: starting one for each takes as long as what they do.
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--autoplay-policy=no-user-gesture-required',
      '--renderer-process-limit=1',
      '--disable-site-isolation-trials',
    ],
    timeout: 150_000,
  });
