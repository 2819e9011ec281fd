import { sql } from 'drizzle-orm';
import { describe, expect, it, vi } from 'vitest';
import { showFinalUpdates } from '../../src/jobs/sweep.ts';
import { findDelivery } from '../../src/store/deliveries.ts';
import { broken, type Fault } from '../peers/discord/faults.ts';
import { until } from '../peers/discord/person.ts';
import type { Channel, Message } from '../peers/discord/world.ts';
import { format } from '../story/discord-parts.ts';
import { type Chats, deliveredBy, finish, latestJob, openChats, photo } from './chats.ts';

const minute = 60_000;

/** Where somebody asks: `present` where the bot itself is. */
const places = {
  channel: { present: true, open: true },
  'age-restricted channel': { present: true, open: true },
  thread: { present: true, open: true },
  'channel of a server without the bot': { present: false, open: true },
  'conversation of several': { present: false, open: true },
  'direct messages': { present: true, open: false },
} as const;
type PlaceName = keyof typeof places;

const troubles = ['none', 'dead token', 'dead token, closed DMs', 'no right to send', 'all of it'] as const;
type Trouble = (typeof troubles)[number];

/** Makes a card older than it is. */
const age = ({ services }: Chats, job: string, milliseconds: number) =>
  services.store.database.execute(sql`update deliveries
    set address = jsonb_set(address, '{since}', to_jsonb((address->>'since')::bigint - ${milliseconds}::bigint)),
    card_until = card_until - make_interval(secs => ${milliseconds / 1_000}) where job = ${job}`);

/** Lets time pass for whoever asked, there and here. */
const wait = async (chats: Chats, job: string, milliseconds: number): Promise<void> => {
  chats.discord.state.clock.advance(milliseconds);
  await age(chats, job, milliseconds);
};

const ask = async (chats: Chats, name: PlaceName, visibility: 'private' | 'community') => {
  const { discord } = chats;
  const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
  const guild = discord.guild('Home', { botIn: name !== 'channel of a server without the bot' });
  const ordinary = discord.channel(guild, { nsfw: name === 'age-restricted channel' });
  const channels: Partial<Record<PlaceName, () => Channel>> = {
    thread: () => discord.thread(ordinary),
    'conversation of several': () => discord.groupChannel(),
    'direct messages': () => discord.directChannel(ana.user),
  };
  const channel = channels[name]?.() ?? ordinary;
  const standing = { channel, installed: places[name].present ? ('guild' as const) : ('user' as const) };
  const act = await ana.command('animate', { photo: { ...photo, spoiler: true }, visibility }, standing);
  const card = await until(() => (act.original?.content ?? '') !== '' && act.original);
  const job = await latestJob(chats, `discord:${ana.user.id}`);
  // Their clock may be ahead of ours.
  await age(chats, job, discord.state.clock.now() - Date.now());
  return { ana, ben, card, channel, job, direct: discord.directChannel(ana.user) };
};
type Asked = Awaited<ReturnType<typeof ask>>;

const happen = async (chats: Chats, { ana, channel, job }: Asked, trouble: Trouble): Promise<void> => {
  const all = trouble === 'all of it';
  if (all || trouble.includes('closed DMs')) ana.user.directMessages = false;
  if (all || trouble === 'no right to send') channel.granted.delete('send');
  if (all || trouble.includes('dead token')) await wait(chats, job, 16 * minute);
};

const clipsIn = (messages: readonly Message[]): Message[] =>
  messages.filter(({ attachments }) => attachments.length > 0);

const cells = (Object.keys(places) as PlaceName[]).flatMap((place) =>
  troubles.flatMap((trouble) =>
    (['private', 'community'] as const).map((visibility) => ({ place, trouble, visibility })),
  ),
);

describe('a clip on Discord', () => {
  const chats = openChats({ works: false });

  it.each(cells)(
    '$visibility, asked for in a $place ($trouble): comes once, covered, where only those see it who may',
    async ({ place, trouble, visibility }) => {
      const asked = await ask(chats(), place, visibility);
      const { ana, ben, channel, direct, job } = asked;
      const alone = visibility === 'private' || !places[place].open;
      if (alone && channel !== direct) expect(ben.sees(channel)).toEqual([]);
      await happen(chats(), asked, trouble);
      await finish(chats(), job);
      const seen = new Set([...ana.sees(channel), ...ana.sees(direct)]);
      const clips = clipsIn([...seen]);
      const kept = (await deliveredBy(chats(), job)) === 'kept';
      expect(clips).toHaveLength(kept ? 0 : 1);
      expect(clips.flatMap(({ attachments }) => attachments.map(({ spoiler }) => spoiler))).toEqual(
        clips.map(() => true),
      );
      if (alone && channel !== direct) expect(ben.sees(channel)).toEqual([]);
      // Nothing is kept back that could have been brought.
      if (trouble === 'none') expect(kept).toBe(false);
    },
  );

  it('that Discord takes from nobody for two hours comes once, where it was asked for', async () => {
    const asked = await ask(chats(), 'channel', 'community');
    const { ana, channel, direct, job } = asked;
    const matches = (method: string, path: string) => method !== 'GET' && /messages/.test(path);
    const down = {
      matches,
      happens: 'before',
      answer: broken(503),
      times: Number.POSITIVE_INFINITY,
    } as const;
    const fault: Fault = { ...down };
    chats().discord.state.faults.push(fault);
    const finished = finish(chats(), job);
    await vi.waitFor(
      async () =>
        expect((await findDelivery(chats().services.store.database, job))?.tries).toBeGreaterThan(3),
      { timeout: 60_000, interval: 20 },
    );
    expect(clipsIn([...ana.sees(channel), ...ana.sees(direct)])).toEqual([]);
    await wait(chats(), job, 120 * minute);
    fault.times = 0;
    await finished;
    expect(clipsIn(ana.sees(channel))).toHaveLength(1);
    expect(clipsIn(ana.sees(direct))).toEqual([]);
  });

  it('that takes longer than its card can be changed: the card says so at minute 14, and nothing is said over it', async () => {
    const asked = await ask(chats(), 'channel of a server without the bot', 'community');
    const { ana, card, direct, job } = asked;
    await wait(chats(), job, 13 * minute);
    await showFinalUpdates(chats().services);
    expect(card.content).not.toContain(format('card.no-more-updates'));
    await wait(chats(), job, minute);
    await showFinalUpdates(chats().services);
    expect(card.content).toContain(format('card.no-more-updates'));
    const said = card.content;
    await showFinalUpdates(chats().services);
    await wait(chats(), job, 2 * minute);
    await finish(chats(), job);
    expect(card.content).toBe(said);
    expect(clipsIn(ana.sees(direct))).toHaveLength(1);
  });
});
