import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import { type BenchBot, bots, cases, percentiles, startBot } from './bot-process.ts';
import { tell } from './figures.ts';

const crowd = 200;

/** Milliseconds from each interaction to the arrival of its first answer. `working`: clips are rendered meanwhile. */
const answerTimes = async (discord: Discord, bot: BenchBot, working: boolean) => {
  const channel = discord.channel(discord.guild('Home'));
  const bytes = await readFile('test/fixtures/photos/cat-chelsea.jpg');
  const photo = { name: 'cat.jpg', type: 'image/jpeg', bytes };
  const ask = (seconds: number) => (_: unknown, index: number) =>
    discord.person(`Person ${index}`).command('animate', { photo, seconds, resolution: '480p' }, { channel });
  if (working) {
    // Long enough to be at work for the whole measurement.
    const busy = await Promise.all(Array.from({ length: 4 }, ask(10)));
    await until(() => busy.every(({ original }) => (original?.content ?? '') !== ''));
  }
  const before = bot.processor();
  const acts = await Promise.all(Array.from({ length: crowd }, ask(1)));
  const answered = (id: string) => discord.state.called.find(({ path }) => path.includes(id));
  await until(() => acts.every(({ id }) => answered(id) !== undefined), 120);
  const times = acts.map(({ createdAt, id }) => (answered(id)?.at ?? Number.NaN) - createdAt);
  return { ...percentiles(times), 'processor ms each': (bot.processor() - before) / crowd };
};

/** How soon Discord is answered when many ask at once and the workers are busy: promised within 300 ms, the limit is 3 s. */
export const benchDiscord = async (): Promise<void> => {
  for (const [name, who, working] of cases) {
    const folder = await mkdtemp(join(tmpdir(), 'photoplay-bench-'));
    const discord = await startDiscord();
    const bot = await startBot(bots[who], {
      DATA_DIR: folder,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      ATTACHMENT_HOSTS: discord.cdnHost,
    });
    try {
      tell(`discord, ${crowd} at once: ${name}`, await answerTimes(discord, bot, working));
    } finally {
      await bot.stop();
      await discord.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
};
