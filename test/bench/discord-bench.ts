import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import { tell } from './figures.ts';

const crowd = 200;

const startService = async (discord: Discord, folder: string) => {
  const child = spawn(process.execPath, ['dist/main.js', 'start'], {
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: '0',
      LOG_LEVEL: 'silent',
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      ATTACHMENT_HOSTS: discord.cdnHost,
    },
    stdio: 'pipe',
  });
  let said = '';
  child.stdout.on('data', (bytes) => {
    said += bytes;
  });
  await until(() => said.includes('Discord, as '), 60);
  return child;
};

/** Milliseconds from each interaction to the arrival of its first answer, shortest first. */
const answerTimes = async (discord: Discord): Promise<number[]> => {
  const channel = discord.channel(discord.guild('Home'));
  const bytes = await readFile('test/fixtures/photos/cat-chelsea.jpg');
  const photo = { name: 'cat.jpg', type: 'image/jpeg', bytes };
  const ask = (seconds: number) => (_: unknown, index: number) =>
    discord.person(`Person ${index}`).command('animate', { photo, seconds, resolution: '480p' }, { channel });
  // Long enough to be at work for the whole measurement.
  const busy = await Promise.all(Array.from({ length: 4 }, ask(10)));
  await until(() => busy.every(({ original }) => (original?.content ?? '') !== ''));
  const acts = await Promise.all(Array.from({ length: crowd }, ask(1)));
  const answered = (id: string) => discord.state.called.find(({ path }) => path.includes(id));
  await until(() => acts.every(({ id }) => answered(id) !== undefined), 120);
  return acts.map(({ createdAt, id }) => (answered(id)?.at ?? Number.NaN) - createdAt).sort((a, b) => a - b);
};

/** How soon Discord is answered when many ask at once and the workers are busy; the promise is 1 s, the limit 3 s. */
export const benchDiscord = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
  const discord = await startDiscord();
  const service = await startService(discord, folder);
  try {
    const times = await answerTimes(discord);
    const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
    tell(`discord, ${crowd} at once`, { 'answer p50 ms': at(0.5), 'p99 ms': at(0.99), 'slowest ms': at(1) });
  } finally {
    service.kill('SIGTERM');
    await once(service, 'exit');
    await discord.close();
    await rm(folder, { recursive: true });
  }
};
