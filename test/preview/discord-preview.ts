import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import sharp from 'sharp';
import { openBrowser } from '../peers/browser.ts';
import { startDiscord } from '../peers/discord/discord.ts';
import { startReplicate } from '../peers/replicate/server.ts';
import { startService } from '../story/service.ts';
import { openLine } from './line.ts';
import { pageOf, type Scene } from './page.ts';
import { scenes } from './scenes.ts';

// Plays real conversations on the local Discord and shows the messages: tsx test/preview/discord-preview.ts [folder] [--pictures docs/pictures]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'string' } },
});
const folder = resolve(positionals[0] ?? 'gallery');

// What the README shows.
const inReadme = new Set(['clip', 'remote', 'failure', 'delete']);

/** Saves a picture of each scene that has a name to be saved under. */
const takePictures = async (page: string, played: readonly Scene[], target: string): Promise<void> => {
  const browser = await openBrowser();
  try {
    const tab = await browser.newPage({ viewport: { width: 640, height: 800 } });
    await tab.goto(pathToFileURL(page).href);
    for (const { name } of played) {
      const path = join(target, `discord-${name}.png`);
      const picture = await tab.locator(`#${name}`).screenshot();
      await sharp(picture).png({ palette: true, effort: 10 }).toFile(path);
      console.log(path);
    }
  } finally {
    await browser.close();
  }
};

const work = await mkdtemp(join(tmpdir(), 'photoplay-preview-'));
const discord = await startDiscord();
const replicate = await startReplicate();
try {
  const settings = {
    ...replicate.environment,
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.api,
    ATTACHMENT_HOSTS: [discord.cdnHost, replicate.environment['ATTACHMENT_HOSTS']].join(','),
    FACE_ANALYSIS: 'on',
  };
  const service = await startService(work, settings, 'Discord, as ', () => {});
  const frame = async (bytes: Buffer, id: string): Promise<string> => {
    const [clip, picture] = [join(work, `${id}.mp4`), join(work, `${id}.jpg`)];
    await writeFile(clip, bytes);
    const words = ['-v', 'error', '-y', '-i', clip, '-frames:v', '1', '-vf', 'scale=-2:220', picture];
    await promisify(execFile)('ffmpeg', words);
    return `data:image/jpeg;base64,${(await readFile(picture)).toString('base64')}`;
  };
  const played = await scenes(openLine(discord, frame), discord, replicate).finally(service.stop);
  await mkdir(folder, { recursive: true });
  const page = join(folder, 'discord.html');
  await writeFile(page, pageOf(played));
  console.log(page);
  const told = played.filter(({ name }) => values.pictures === undefined || inReadme.has(name));
  await takePictures(page, told, resolve(values.pictures ?? folder));
} finally {
  await discord.close();
  await replicate.close();
  await rm(work, { recursive: true, force: true });
}
