import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { openBrowser } from '../peers/browser.ts';

/** The first frame of a clip, as an address that a page can show. */
export const frameOf = async (folder: string, bytes: Buffer, id: string): Promise<string> => {
  const [clip, picture] = [join(folder, `${id}.mp4`), join(folder, `${id}.jpg`)];
  await writeFile(clip, bytes);
  const words = ['-v', 'error', '-y', '-i', clip, '-frames:v', '1', '-vf', 'scale=-2:220', picture];
  await promisify(execFile)('ffmpeg', words);
  return `data:image/jpeg;base64,${(await readFile(picture)).toString('base64')}`;
};

const emoji = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
);

/** The rule that gives a page emoji, which the machine may have none of. */
const emojiFont = async (): Promise<string> =>
  `@font-face { font-family: Emoji; unicode-range: U+2139-2BFF, U+1F000-1FAFF; src: url(data:font/ttf;base64,${await readFile(emoji, 'base64')}); }`;

/** Saves a picture of each named part of a page. */
export const takePictures = async (
  page: string,
  names: readonly string[],
  width: number,
  target: (name: string) => string,
): Promise<void> => {
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage({ viewport: { width, height: 800 } });
    await tab.goto(pathToFileURL(page).href);
    await tab.addStyleTag({ content: await emojiFont() });
    await tab.evaluate(`document.fonts.load('16px Emoji', '👀✨⏱')`);
    for (const name of names) {
      const picture = await tab.locator(`#${name}`).screenshot();
      await sharp(picture).png({ palette: true, effort: 10 }).toFile(target(name));
      console.log(target(name));
    }
  } finally {
    await browser.close();
  }
};
