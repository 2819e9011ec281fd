import { readFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeZip } from 'client-zip';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { builtInDatabase } from './service.ts';
import { barriersIn, fixture, patience, webStand, withoutBrowser } from './web-stand.ts';

// What functions that run inside the browser find there.
type Pen = {
  drawImage(...part: unknown[]): void;
  getImageData(...part: number[]): { data: Iterable<number> };
};
type Canvas = { width: number; height: number; getContext(kind: '2d'): Pen };
type Focused = { textContent: string; className: string; matches(query: string): boolean };
declare const document: {
  activeElement: Focused | null;
  documentElement: { scrollWidth: number };
  createElement(name: 'canvas'): Canvas;
  dispatchEvent(event: object): void;
};
declare const ClipboardEvent: new (name: string, more: object) => object;
declare const DataTransfer: new () => { items: { add(file: File): void } };
declare const File: new (content: Uint8Array[], name: string, more: { type: string }) => object;
type File = InstanceType<typeof File>;
const messageOf = (element: unknown) => (element as { validationMessage: string }).validationMessage;
type Shown = {
  querySelector(query: string): {
    textContent: string;
    value: string;
    placeholder: string;
    selectedOptions?: { textContent: string }[];
  };
};
const widthOf = (element: unknown) => (element as { naturalWidth: number }).naturalWidth;
type Video = { readonly currentTime: number; play(): Promise<void> };
const set = (field: unknown, value: string) => {
  (field as { value: string }).value = value;
};
const altsOf = (images: unknown[]) => (images as { alt: string }[]).map(({ alt }) => alt);

/** As little film as possible. */
const short = async (page: Page): Promise<void> => {
  await page.locator('#option-seconds').fill('1');
  await page.locator('#option-resolution').selectOption('480p');
};

/** Gives a photo as if it had been dropped on the page, or pasted. */
const give = async (page: Page, name: string, how: 'drop' | 'paste'): Promise<void> => {
  const bytes = readFileSync(fixture(name)).toString('base64');
  const transfer = await page.evaluateHandle(
    ([encoded, file]) => {
      const given = new DataTransfer();
      const content = Uint8Array.from(atob(encoded ?? ''), (letter) => letter.charCodeAt(0));
      given.items.add(new File([content], file ?? '', { type: 'image/jpeg' }));
      return given;
    },
    [bytes, name] as const,
  );
  if (how === 'drop') return page.dispatchEvent('[data-zone]', how, { dataTransfer: transfer });
  return transfer.evaluate((clipboardData) => {
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
};

/** Drops a file or folder of this machine on the page. */
const dropPath = async (page: Page, path: string): Promise<void> => {
  const { x = 0, y = 0 } = (await page.locator('[data-zone]').boundingBox()) ?? {};
  const mouse = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await mouse.send('Input.dispatchDragEvent', { type, x: x + 20, y: y + 20, data });
};

/** What a clip shows now, as numbers. */
const pixels = (page: Page, card: string): Promise<number[]> =>
  page.locator(`${card} video`).evaluate((element) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [24, 24];
    const pen = canvas.getContext('2d');
    pen.drawImage(element, 0, 0, 24, 24);
    return [...pen.getImageData(0, 0, 24, 24).data];
  });

/** Sees a clip play on, by itself or after `play`. */
const playsOn = async (page: Page, card: string, play?: 'play'): Promise<void> => {
  const video = page.locator(`${card} video`);
  if (play) await video.evaluate((element) => (element as Video).play());
  await expect
    .poll(() => video.evaluate((element) => (element as Video).currentTime), { timeout: patience })
    .toBeGreaterThan(0);
  const before = await pixels(page, card);
  const differs = async () =>
    (await pixels(page, card)).reduce((sum, value, index) => sum + Math.abs(value - (before[index] ?? 0)), 0);
  await expect.poll(differs, { timeout: patience }).toBeGreaterThan(500);
};

const clipCard = '[data-clip]';

describe.skipIf(withoutBrowser)('somebody at the web page', () => {
  const stand = webStand(builtInDatabase);

  it('drops a photo, chooses an effect, watches it being made, and the clip plays; rerolls and shares it', async () => {
    const page = await stand.visitor({ reducedMotion: 'no-preference' });
    await page.goto(stand.url);
    await give(page, 'portrait-astronaut.jpg', 'drop');
    await page.locator('[data-chosen] img').waitFor();
    // Before anything is chosen, the photo moves, and so does each effect in sight.
    await page.locator('.badge.preview').waitFor();
    await page.locator('.effect:has([value="zoom-in"]) video.moving').waitFor();
    await page.getByRole('radio', { name: 'Zoom in' }).check();
    await short(page);
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.locator('[data-job] progress').waitFor();
    expect(await page.locator('[data-line]').textContent()).toMatch(/in queue|Next up|Rendering|%/);
    await expect.poll(() => page.title(), { timeout: patience, interval: 50 }).toMatch(/^\d+% · /);
    await expect.poll(() => page.locator('[data-job] img').evaluate(widthOf)).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Zoom in');
    await page.locator(clipCard).waitFor();
    await playsOn(page, clipCard);

    const first = await page.locator(clipCard).getAttribute('data-clip');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Publish to gallery' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
    expect(await page.locator('dialog .actions button').allTextContents()).toEqual([
      'Don’t publish',
      'Publish',
    ]);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Everyone can see this clip in the gallery.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('article').getByRole('button', { name: 'Make private' }).waitFor();
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Recipe' }).click();
    await page.getByText('Zoom in (version').waitFor();
    await page.getByRole('button', { name: 'Reroll' }).click();
    await page.locator(`${clipCard}:not([data-clip="${first}"])`).waitFor();
    const other = await page.locator(`${clipCard}:not([data-clip="${first}"])`).getAttribute('data-clip');

    await page.goto(`${stand.url}/clips`);
    expect(await page.locator('.tile').count()).toBe(2);
    await page.locator(`.tile a[href="/clips/${other}"]`).click();
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.locator('dialog').getByRole('button', { name: 'Delete forever' }).click();
    await page.getByText('Clip deleted').waitFor();
    await page.goto(`${stand.url}/clips`);
    expect(await page.locator('.tile').count()).toBe(1);
  });

  it('makes finished clips of the photos in a ZIP file, downloads them together, joins them and saves a GIF', async () => {
    const page = await stand.visitor();
    const downloaded = async (query: string): Promise<Buffer> => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator(query).click()]);
      return readFile(await file.path());
    };
    await page.goto(stand.url);
    const bytes = await readFile(fixture('cat-chelsea.jpg'));
    const files = ['a.jpg', 'torn.jpg', 'b.jpg'].map((name) => ({
      ...{ name, input: name === 'torn.jpg' ? bytes.subarray(0, 400) : bytes },
    }));
    const zipped = await buffer(makeZip(files) as never);
    await page.setInputFiles('#photos', { name: 'cats.zip', mimeType: 'application/zip', buffer: zipped });
    await page.getByRole('radio', { name: 'Zoom in' }).check();
    await short(page);
    await page
      .locator('#option-speed')
      .evaluate((field) => field.closest('details')?.setAttribute('open', ''));
    await page.locator('#option-title').fill('Zwei Katzen 🐈');
    await page.locator('#option-grade').selectOption('noir');
    await page.locator('#option-speed').fill('2');
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.locator(clipCard).nth(1).waitFor({ state: 'attached' });
    await page.getByText('torn.jpg').first().waitFor();
    const archive = await downloaded('[action="/clips/archive"] button');
    expect([archive.includes('timeline.otio'), archive.includes('timeline.xml')]).toEqual([true, true]);

    const chooseAll = async (): Promise<void> => {
      await page.goto(`${stand.url}/clips`);
      for (const box of await page.locator('.tile [type=checkbox]').all()) await box.check();
    };
    await chooseAll();
    await page.getByRole('button', { name: 'Compare' }).click();
    const large = page.locator('.large:visible [data-clip]');
    const one = await large.getAttribute('data-clip');
    await page.locator('.take').nth(1).click();
    const other = await large.getAttribute('data-clip');
    expect([one, await large.count()]).not.toEqual([other, 0]);
    await page.locator('.large:visible').getByText('More', { exact: true }).click();
    await page.locator('.large:visible').getByRole('button', { name: 'Save as preset' }).click();
    await page.getByText('Saved as the preset').waitFor();
    await page.goto(`${stand.url}/clips`);
    await page.getByRole('navigation', { name: 'Your presets' }).getByRole('link').first().click();
    expect(await page.locator('#option-grade option:checked').textContent()).toBe('Noir');
    await page.goto(`${stand.url}/presets`);
    expect(JSON.parse((await downloaded('a[download]')).toString())).toMatchObject({ photoplay: 'preset' });
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted the preset').waitFor();

    await chooseAll();
    await page.getByRole('button', { name: 'Join' }).click();
    await page.locator('#option-style').selectOption('cut');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.locator(clipCard).waitFor();
    await playsOn(page, clipCard, 'play');
    await page.getByText('Save as…').click();
    expect((await downloaded('.save button')).toString('latin1', 0, 3)).toBe('GIF');
  });

  it('tries an example, sees one group of effects, and has the button in reach on a phone', async () => {
    const page = await stand.visitor({
      reducedMotion: 'no-preference',
      viewport: { width: 320, height: 700 },
    });
    await page.goto(stand.url);
    await expect
      .poll(() => page.locator('.hero video').evaluate((element) => (element as Video).currentTime))
      .toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Try a cat' }).click();
    await page.locator('[data-chosen] img[alt="cat.jpg"]').waitFor();
    await page.getByRole('radio', { name: 'Weather' }).check();
    // What is chosen stays in sight, after the group.
    const topOf = async (query: string) => (await page.locator(query).boundingBox())?.y ?? 0;
    expect(await topOf('.effect [value=parallax]')).toBeGreaterThan(await topOf('.effect [value=snow]'));
    expect(await page.locator('.effect:visible .name').allTextContents()).toEqual([
      'Parallax',
      'Snow',
      'Rain',
      'Embers',
      'Glow',
    ]);
    await page.getByRole('radio', { name: 'All', exact: true }).check();
    // The prompt is beside the photo, and where it's refused, it's in sight.
    expect(await topOf('#option-prompt')).toBeLessThan(await topOf('.effects'));
    await page.locator('#option-prompt').fill('nudify');
    await page.locator('[data-group=weather]').scrollIntoViewIfNeeded();
    await page.locator('[data-submit]').click();
    await page.locator('#option-prompt[aria-invalid=true]:focus').waitFor();
    const top = await topOf('#option-prompt');
    expect([top > 0, top < (await topOf('.create'))]).toEqual([true, true]);
    // Sent again, a field that isn't refused anymore has no mark, although nobody typed in it.
    await page.locator('#option-prompt').evaluate(set, 'snow');
    await page.locator('#option-watermark').evaluate(set, 'nudify');
    await page.locator('[data-submit]').click();
    await page.locator('#option-prompt:not([aria-invalid])').waitFor();
    await page.locator('[data-trouble]').waitFor();
    await page.locator('#option-watermark').evaluate(set, '');
    await page.locator('#option-prompt').fill('');
    stand.forgive();
    await page.getByRole('radio', { name: 'Old photo' }).check();
    expect(await page.locator('#option-motion option:checked').textContent()).toBe('Low');
    expect(await page.locator('[data-submit]').textContent()).toBe('Make clipOld photo');
    const asked = (name: string): Promise<boolean> =>
      page.locator(`.field:has(#option-${name})`).evaluate((field) => !field.hasAttribute('hidden'));
    expect([await asked('at'), await asked('original')]).toEqual([false, false]);
    await page.locator('#photos').setInputFiles('adapters/web/assets/hero.mp4');
    await expect.poll(async () => [await asked('at'), await asked('original')]).toEqual([true, true]);
    await page.locator('#option-takes').focus();
    const bottomOf = async (query: string): Promise<number> => {
      const box = await page.locator(query).boundingBox();
      return box === null ? 0 : box.y + box.height;
    };
    await expect
      .poll(
        async () =>
          (await bottomOf('#option-takes')) <
          700 - ((await page.locator('.create').boundingBox())?.height ?? 700),
      )
      .toBe(true);
    await page.locator('[data-group=camera]').scrollIntoViewIfNeeded();
    const { y = 0, height = 0 } = (await page.locator('[data-submit]').boundingBox()) ?? {};
    expect([y > 0, y + height <= 700]).toEqual([true, true]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });

  it('sees each effect told in a line, moving where it is pointed at or focused, and five settings with real values', async () => {
    const page = await stand.visitor();
    await page.goto(stand.url);
    expect(await page.locator('[data-example]').count()).toBe(3);
    const tiles = page.locator('.effect');
    expect(await tiles.locator('.what:visible').count()).toBe(await tiles.count());
    expect(await page.locator('.effects h2').allTextContents()).toEqual([
      ...['Camera', 'Living photo', 'Fun', 'Two people', 'Weather'],
    ]);
    expect(await page.locator('video.moving').count()).toBe(0);
    await tiles.filter({ hasText: 'Melt' }).hover();
    await page.locator('.effect:has([value="melt"]) video.moving').waitFor();
    await page.getByRole('radio', { name: 'Snow' }).focus();
    await page.locator('.effect:has([value="snow"]) video.moving').waitFor();

    const front = page.locator('.wishes > .fields .field:visible');
    const shown = await front.evaluateAll((fields) =>
      (fields as unknown as Shown[]).map((field) => {
        const { value, placeholder, selectedOptions } = field.querySelector('input, select');
        const label = field.querySelector('label').textContent;
        return [label, selectedOptions?.[0]?.textContent ?? (value || placeholder)];
      }),
    );
    expect(shown).toEqual([
      ...[
        ['Seconds', '4'],
        ['Aspect ratio', 'Original'],
        ['Motion', 'Medium'],
      ],
      ...[
        ['Resolution', '720p'],
        ['Takes', '1'],
      ],
    ]);
    expect(await front.locator('.hint').count()).toBe(0);
    // A camera move of one's own is set by sliders.
    await page.getByText('More options').click();
    await page.locator('#option-camera').selectOption({ label: 'Custom move' });
    await page.getByRole('slider', { name: 'Roll' }).fill('7');
    expect(await page.locator('#option-camera').inputValue()).toBe('x=0.1,y=0,zoom=1.1,roll=7');
  });

  it('needs no mouse', async () => {
    const page = await stand.visitor();
    // Listened for from the start: the browser hands choosers over only once it has taken notice of a listener.
    const asked = page.waitForEvent('filechooser');
    await page.goto(stand.url);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    const reach = async (query: string): Promise<void> => {
      for (let step = 0; step < 60; step++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), query)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`no ${query} by Tab`);
    };
    await reach('#photos');
    await page.keyboard.press('Enter');
    const chooser = await asked;
    await chooser.setFiles(fixture('cat-chelsea.jpg'));
    await page.locator('[data-chosen] img').waitFor();
    await reach('input[name=effect]');
    await page.keyboard.press('ArrowRight');
    await reach('#option-seconds');
    await page.keyboard.type('1');
    await reach('#option-resolution');
    await page.keyboard.type('480');
    await reach('[data-submit]');
    await page.keyboard.press('Enter');
    await page.locator(clipCard).waitFor();
    await reach('[data-clip] summary');
    await page.keyboard.press('Enter');
    await reach('[data-clip] button[value^=motion]');
    await page.keyboard.press('Enter');
    await page.locator('[data-job]').waitFor();
    await reach('[data-job] button[value^=cancel]');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-job]').count(), { timeout: patience }).toBe(0);
  });

  it('needs no scripts', async () => {
    const page = await stand.visitor({ javaScriptEnabled: false });
    await page.goto(stand.url);
    await page.setInputFiles('#photos', fixture('cat-chelsea.jpg'));
    await short(page);
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.locator(clipCard).waitFor();
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.locator('#option-prompt').fill('<b>pan left</b>');
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.locator(clipCard).waitFor();
    expect(await page.locator('blockquote').textContent()).toBe('<b>pan left</b>');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Publish to gallery' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Everyone can see this clip in the gallery.').waitFor();
  });

  it('is told in words what is wrong with a file, before it is sent where it can be seen', async () => {
    const page = await stand.visitor();
    await page.goto(stand.url);
    const heavy = async (megabytes: number): Promise<string> => {
      const path = join(stand.folder, `${megabytes}.jpg`);
      await writeFile(path, '');
      await truncate(path, megabytes * 2 ** 20);
      return path;
    };
    await page.setInputFiles('#photos', await heavy(21));
    await page.locator('[data-zone]').getByText('This photo is 21 MB. Photos can be up to 20 MB.').waitFor();
    expect(await page.locator('[data-chosen] li').count()).toBe(0);
    await page.setInputFiles('#photos', {
      name: 'notes.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('no'),
    });
    await page.locator('[data-zone]').getByText('“notes.txt” isn’t a photo.').waitFor();
    await page.setInputFiles('#photos', fixture('cat-chelsea.jpg'));
    await page.getByText('“notes.txt” isn’t a photo.').waitFor({ state: 'hidden' });
    // The same where it is dropped. What was chosen stays.
    await dropPath(page, resolve('package.json'));
    await page.locator('[data-zone]').getByText('“package.json” isn’t a photo.').waitFor();
    expect(await page.locator('[data-chosen] img').evaluateAll(altsOf)).toEqual(['cat-chelsea.jpg']);
    await page.locator('details summary').first().click();
    for (const [field, megabytes, most] of [
      ['audio', 51, 'This file is 51 MB. Audio files can be up to 50 MB.'],
      ['logo', 21, 'This photo is 21 MB.'],
    ] as const) {
      const input = page.locator(`#option-${field}`);
      await input.setInputFiles(await heavy(megabytes));
      const told = () => input.evaluate(messageOf);
      expect(await told()).toContain(most);
      await input.setInputFiles([]);
      expect(await told()).toBe('');
    }
    await page.setInputFiles('#photos', {
      name: 'photo.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('no photo'),
    });
    await page.getByText('“photo.jpg” isn’t a photo.').waitFor();
    // What was chosen before is chosen again.
    await page.locator('[data-chosen] img[alt="cat-chelsea.jpg"]').waitFor();
    await page.getByRole('button', { name: 'Remove photo' }).click();
    await page.locator('[data-submit]').click();
    await page.locator('[data-zone]').getByText('Choose a photo first').waitFor();

    // A folder stands for the photos in it.
    const holiday = join(stand.folder, 'holiday');
    await mkdir(join(holiday, 'beach'), { recursive: true });
    await writeFile(join(holiday, '.DS_Store'), '');
    for (const name of ['10.jpg', '9.jpg', 'beach/a.jpg'])
      await copyFile(fixture('cat-chelsea.jpg'), join(holiday, name));
    await dropPath(page, holiday);
    await page.getByText('3 files, a clip for each photo').waitFor();
    const names = page.locator('[data-chosen] img').evaluateAll(altsOf);
    expect(await names).toEqual(['9.jpg', '10.jpg', 'a.jpg']);
    stand.forgive();
  });

  it('meets no barrier on any page, in the light and in the dark', async () => {
    const page = await stand.visitor();
    const barriers = async () => [...(await barriersIn(page, 'light')), ...(await barriersIn(page, 'dark'))];
    await page.goto(stand.url);
    await page.setInputFiles('#photos', fixture('cat-chelsea.jpg'));
    await short(page);
    expect(await barriers()).toEqual([]);
    await page.getByRole('button', { name: 'Make clip' }).click();
    await page.locator(clipCard).waitFor();
    expect(await barriers()).toEqual([]);
    const clip = await page.locator(clipCard).getAttribute('data-clip');
    for (const path of ['/clips', `/clips/${clip}`, `/edit/${clip}`, `/?like=${clip}`, '/nothing']) {
      await page.goto(`${stand.url}${path}`);
      expect(await barriers()).toEqual([]);
    }
    stand.forgive();
  });
});

describe.skipIf(withoutBrowser)('somebody with two photos at the web page', () => {
  // Two people who hug are looked for, which other stories needn’t wait for.
  const stand = webStand({ FACE_ANALYSIS: 'on' });

  it('brings two people together: one photo dropped, the other pasted', async () => {
    const page = await stand.visitor();
    await page.goto(stand.url);
    await page.getByRole('radio', { name: 'Wink' }).check();
    await page.setInputFiles('#photos', fixture('macro-dandelion.jpg'));
    await page.getByText('I found no face in this photo, and Wink needs one.').waitFor();
    expect(await page.locator('.lacking:visible').allTextContents()).toContain('Needs a face');
    await page.getByRole('button', { name: 'Use Breeze' }).click();
    expect(await page.locator('[data-submit]').textContent()).toContain('Breeze');
    await page.getByRole('button', { name: 'Remove photo' }).click();
    await page.getByRole('radio', { name: 'Hug' }).check();
    const second = page.getByText('Add a second photo');
    const one = fixture('portrait-astronaut.jpg');
    const both = await sharp([one, one], { join: { across: 2 } })
      .jpeg()
      .toBuffer();
    await page.setInputFiles('#photos', { name: 'both.jpg', mimeType: 'image/jpeg', buffer: both });
    await second.waitFor();
    await second.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Remove photo' }).click();
    await give(page, 'portrait-astronaut.jpg', 'drop');
    await second.waitFor();
    await Promise.all([page.waitForEvent('filechooser'), page.locator('[data-add-photo]').click()]);
    await give(page, 'portrait-astronaut.jpg', 'paste');
    await page.locator('[data-chosen] img').nth(1).waitFor();
    await second.waitFor({ state: 'hidden' });
    await short(page);
    await page.getByRole('button', { name: 'Make clip' }).click();
    // Whether everybody shown agrees.
    await page.locator('dialog.question').getByRole('button', { name: 'They agree' }).click();
    await page.locator(clipCard).waitFor();
    await playsOn(page, clipCard, 'play');
  });
});
