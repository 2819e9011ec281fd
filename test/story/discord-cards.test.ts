import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openEngines, remotes } from '../../src/main/engines.ts';
import { capturedLog } from '../captured/captured.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { startReplicate } from '../peers/replicate/server.ts';
import { buttonNamed, buttonsOf, format, photo, short } from './discord-parts.ts';
import { promising, quickStand } from './quick-stand.ts';

// Longer than any machine takes to get there, within what a film may take: its clock is put forward.
const slowly = { run: 500, logs: 'carriage returns' } as const;
const replicate = await startReplicate({
  rules: { create: ({ prompt }) => (prompt.includes('slowly') ? slowly : undefined) },
});
afterAll(() => replicate.close());
const opened = await openEngines(readConfig(replicate.environment), capturedLog());
await Promise.all(remotes(opened).map(({ checkNew }) => checkNew(60_000)));
const paid = remotes(opened).map(({ engine }) => engine);

const wish = async (prompt: string, more = {}) => ({
  photo: await photo('cat-chelsea.jpg'),
  effect: 'dance',
  prompt,
  ...more,
});
const labels = (message: Message): string[] => buttonsOf(message).map(({ label }) => label);
const [seconds, minutes] = [1_000, 60_000];

describe('what people see of a job on Discord while things go wrong', () => {
  const { discord: stand } = quickStand({
    engines: () => [promising, ...paid],
    limits: { daily: 100, askAbove: 50 },
    cardSeconds: 1,
  });

  /** Resolves when so many more films have begun than there were. */
  const filming = async (more: number): Promise<void> => {
    const before = replicate.predictions().length;
    await until(() => replicate.predictions().length >= before + more);
  };

  // Both cards lose their messages at the same time, since each edit takes place a while after the last one.
  it('a card that somebody deletes comes back, once, and goes when the clip is there; a private one does not come back where others read', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => ben.sees(standing.channel);
    const own = stand.discord.person('Cleo');
    const { standing: elsewhere } = stand.stage();
    const begun = filming(2);
    const act = await ana.command('animate', await wish('slowly to the beat'), standing);
    const private_ = await wish('slowly to the beat', { visibility: 'private' });
    const asked = await own.command('animate', private_, elsewhere);
    const privateCard = await stand.cardOf(asked);
    let card = await stand.cardOf(act);
    await begun;
    const tried = () =>
      stand.discord.state.called.filter(
        ({ method, path }) => method === 'PATCH' && path.includes(asked.token),
      ).length;
    const cards = [card];
    privateCard.deleted = true;
    const before = tried();
    for (let round = 0; round < 2; round++) {
      card.deleted = true;
      // A card is written anew when there is something new to say.
      replicate.advance(100 * seconds);
      card = await until(() => seen().find(({ content }) => content.includes('**Dance**')));
      expect(labels(card)).toEqual(['Cancel']);
      cards.push(card);
    }
    replicate.advance(100 * seconds);
    await until(() => card.edits > 0);
    await until(() => tried() > before + 1);
    replicate.advance(250 * seconds);
    const clip = await stand.clipIn(seen);
    expect(clip.content).not.toContain('was unavailable');
    await until(() => card.deleted);
    expect(seen()).toEqual([clip]);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(3);
    await stand.clipIn(() => own.sees(stand.discord.directChannel(own.user)));
    expect(ben.sees(elsewhere.channel)).toEqual([]);
  });

  it('a failure is told once where the card was, with what may help next', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => ben.sees(standing.channel);
    const act = await ana.command('animate', await wish('to the beat #nsfw', short), standing);
    const card = await stand.cardOf(act);
    const failure = await until(() => seen().find(({ content }) => content.includes('❌')));
    expect(failure.mentions).toEqual([ana.user.id]);
    expect(failure.content).toContain(format('replies.not-charged'));
    expect(labels(failure)).toEqual(['Try another model', 'Use free engine']);
    await until(() => card.deleted);
    await ben.press(failure, buttonNamed(failure, 'Use free engine'), standing);
    const refused = await until(() => seen().find(({ onlyFor }) => onlyFor === ben.user));
    await until(() => refused.content.includes(format('failures.not_allowed')));
    expect(labels(refused)).toEqual([]);
    await stand.restart();
    await ana.press(failure, buttonNamed(failure, 'Use free engine'), standing);
    const clip = await stand.clipIn(seen);
    expect(clip.content).toContain(format('card.mark.animated-locally'));
  });

  it('a private failure is told to the asker alone, and so is what is made after it', async () => {
    const { ana, ben, standing } = stand.stage();
    const own = () => ana.sees(standing.channel);
    const private_ = await wish('to the beat #nsfw', { ...short, visibility: 'private' });
    await ana.command('animate', private_, standing);
    const failure = await until(() => own().find(({ content }) => content.includes('❌')));
    await ana.press(failure, buttonNamed(failure, 'Use free engine'), standing);
    await stand.clipIn(own);
    expect(ben.sees(standing.channel)).toEqual([]);
  });

  it('what could not be brought is told of with the next command anywhere, once, after a restart too', async () => {
    const { ana, ben, standing } = stand.stage();
    ana.user.directMessages = false;
    const private_ = await wish('', { ...short, effect: 'zoom-in', visibility: 'private' });
    await stand.cardOf(await ana.command('animate', private_, standing));
    stand.discord.state.clock.advance(16 * minutes);
    await stand.kept(`discord:${ana.user.id}`);
    await stand.restart();
    const elsewhere = stand.stage().standing;
    const told = () =>
      ana
        .sees(elsewhere.channel)
        .filter(({ content }) => content.includes(format('replies.waited', { clips: 1 })));
    await ben.command('help', {}, elsewhere);
    await ana.command('help', {}, elsewhere);
    const waited = await until(() => told()[0]);
    await ana.press(waited, buttonNamed(waited, 'Show'), elsewhere);
    await stand.clipIn(() => ana.sees(elsewhere.channel));
    await stand.cardOf(await ana.command('queue', {}, elsewhere));
    await stand.cardOf(await ana.command('credits', {}, elsewhere));
    expect(told()).toHaveLength(1);
    const others = [...ben.sees(elsewhere.channel), ...ben.sees(standing.channel)];
    expect(others.every(({ onlyFor }) => onlyFor === ben.user)).toBe(true);
  });

  it('where only the owner reads, the question about deleting stands under the clip itself', async () => {
    const ana = stand.discord.person('Ana');
    const standing = { channel: stand.discord.directChannel(ana.user) };
    await ana.command('animate', await wish('', { ...short, effect: 'zoom-in' }), standing);
    const clip = await stand.clipIn(() => ana.sees(standing.channel));
    await ana.press(clip, buttonNamed(clip, 'Delete'), standing);
    await until(() => labels(clip).includes('Keep'));
    await ana.press(clip, buttonNamed(clip, 'Keep'), standing);
    await until(() => labels(clip).includes('Reroll'));
    await ana.press(clip, buttonNamed(clip, 'Delete'), standing);
    await until(() => labels(clip).includes('Keep'));
    await ana.press(clip, buttonNamed(clip, 'Delete forever'), standing);
    await until(() => clip.deleted);
  });

  it('what costs much is asked about first, where those who manage the server want that', async () => {
    const { ana, ben, standing } = stand.stage();
    const managing = { ...standing, permissions: 1n << 5n };
    const rules = await stand.cardOf(await ana.command('settings', { 'ask-above': 5 }, managing));
    expect(rules.content).toContain('**Confirm cost:** above 5 credits');
    const before = replicate.predictions().length;
    await ana.command('animate', await wish('to the beat'), standing);
    const question = () => ana.sees(standing.channel).find(({ content }) => content.includes('Start?'));
    const asked = await until(question);
    expect(asked.content).toMatch(
      /^This costs up to \d+ credits\. You have 100\. Start\? A draft costs \d+ credits?\.$/,
    );
    expect(labels(asked)).toEqual(['No', 'Draft first', 'Yes']);
    expect(replicate.predictions()).toHaveLength(before);
    await ana.press(asked, buttonNamed(asked, 'Draft first'), standing);
    const clip = await stand.clipIn(() => ben.sees(standing.channel));
    expect(clip.content).toContain('p-video-draft');
  });

  it('who is to be shown kissing or hugging is asked about first, of the asker alone', async () => {
    const { ana, ben, standing } = stand.stage();
    const managing = { ...standing, permissions: 1n << 5n };
    await stand.cardOf(await ana.command('settings', { 'allow-effect': 'hug' }, managing));
    const [one, other] = [await photo('portrait-astronaut.jpg'), await photo('portrait-astronaut.jpg')];
    const pair = { photo: one, photo2: other, model: 'wan-2.2-fast' };
    const asked = async (): Promise<Message> => {
      await ana.command('animate', await wish('', { ...short, ...pair, effect: 'hug' }), standing);
      const question = () =>
        ana
          .sees(standing.channel)
          .find(({ content }) => content.includes(format('replies.ask-consent', { question: 'hug' })));
      return until(question);
    };
    const first = await asked();
    await until(() => ben.sees(standing.channel).length === 0);
    await ana.press(first, buttonNamed(first, 'No'), standing);
    await until(() => first.deleted);
    expect((await stand.cardOf(await ana.command('queue', {}, standing))).content).toBe(
      format('replies.queue-empty'),
    );
    const second = await asked();
    await ben.press(second, buttonNamed(second, 'Yes'), standing);
    await until(() =>
      ben.sees(standing.channel).some(({ content }) => content.includes(format('failures.not_found'))),
    );
    await stand.restart();
    const yes = buttonNamed(second, 'Yes');
    await Promise.all([1, 2].map(() => ana.press(second, yes, standing)));
    const clip = await stand.clipIn(() => ben.sees(standing.channel));
    expect(clip.content).toContain(format('replies.finished', { effect: 'Hug' }));
    const already = format('replies.already-accepted', { effect: 'Hug' });
    const told = () => ana.sees(standing.channel).some(({ content }) => content.includes(already));
    await until(told);
  });
});
