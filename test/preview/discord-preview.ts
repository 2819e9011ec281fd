import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDiscord } from '../peers/discord/discord.ts';
import { startReplicate } from '../peers/replicate/server.ts';
import { startService } from '../story/service.ts';
import { languageScenes } from './language-scenes.ts';
import { openLine } from './line.ts';
import { pageOf } from './page.ts';
import { frameOf, takePictures } from './pictures.ts';
import { rareScenes } from './rare-scenes.ts';
import { scenes } from './scenes.ts';

// Plays real conversations on the local Discord and shows the messages: tsx test/preview/discord-preview.ts [folder] [--pictures docs/pictures] [--rare]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'string' }, rare: { type: 'boolean' } },
});
const folder = resolve(positionals[0] ?? 'gallery');

// What the README shows.
const inReadme = new Set(['clip', 'remote', 'failure', 'delete']);

const work = await mkdtemp(join(tmpdir(), 'photoplay-preview-'));
// The service makes its database here itself.
await mkdir(join(work, 'data'));
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
  const frame = (bytes: Buffer, id: string) => frameOf(work, bytes, id);
  const line = openLine(discord, frame);
  const rare = async () => [...(await rareScenes(line, discord)), ...(await languageScenes(line, discord))];
  const playing = values.rare ? rare() : scenes(line, discord, replicate);
  const played = await playing.finally(service.stop);
  await mkdir(folder, { recursive: true });
  const page = join(folder, 'discord.html');
  await writeFile(page, pageOf(played));
  console.log(page);
  const light = join(folder, 'discord-light.html');
  await writeFile(light, pageOf(played, 'light'));
  const told = played.filter(({ name }) => values.pictures === undefined || inReadme.has(name));
  const names = told.map(({ name }) => name);
  const target = resolve(values.pictures ?? folder);
  await takePictures(page, names, 640, (name) => join(target, `discord-${name}.png`));
  if (values.pictures === undefined) {
    await takePictures(page, names, 375, (name) => join(target, `discord-${name}-phone.png`));
    await takePictures(light, names, 640, (name) => join(target, `discord-${name}-light.png`));
    await takePictures(light, names, 375, (name) => join(target, `discord-${name}-phone-light.png`));
  }
} finally {
  await discord.close();
  await replicate.close();
  await rm(work, { recursive: true, force: true });
}
