import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { startReplicate } from '../peers/replicate/server.ts';
import { buttonNamed, buttonsOf, photo } from './discord-parts.ts';
import { discordStand, short } from './discord-stand.ts';

const replicate = await startReplicate();
afterAll(() => replicate.close());

const labels = (message: Message): string[] => buttonsOf(message).map(({ label }) => label);
const minutes = 60_000;

describe('what people see of a job on Discord while things go wrong', () => {
  const stand = discordStand(replicate.environment);
  const wish = async (prompt: string, more = {}) => ({
    photo: await photo('cat-chelsea.jpg'),
    effect: 'dance',
    prompt,
    ...more,
  });

  it('a card that somebody deletes comes back, once, and goes when the clip is there', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => ben.sees(standing.channel);
    const act = await ana.command('animate', await wish('to the beat #slow'), standing);
    let card = await stand.cardOf(act);
    const cards = [card];
    for (let round = 0; round < 2; round++) {
      card.deleted = true;
      card = await until(() => seen().find(({ content }) => content.includes('**dance**')));
      expect(labels(card)).toEqual(['Cancel']);
      cards.push(card);
    }
    await until(() => card.edits > 0);
    replicate.advance(minutes);
    const clip = await stand.clipIn(seen);
    await until(() => card.deleted);
    expect(seen()).toEqual([clip]);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(3);
  });

  it('a private card that is gone does not come back where others read', async () => {
    const { ana, ben, standing } = stand.stage();
    const private_ = await wish('to the beat #slow', { visibility: 'private' });
    const card = await stand.cardOf(await ana.command('animate', private_, standing));
    const patched = () => stand.discord.state.called.filter(({ method }) => method === 'PATCH').length;
    const before = patched();
    card.deleted = true;
    await until(() => patched() > before + 1);
    replicate.advance(minutes);
    await stand.clipIn(() => ana.sees(stand.discord.directChannel(ana.user)));
    expect(ben.sees(standing.channel)).toEqual([]);
  });

  it('a failure is told once where the card was, with what may help next', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => ben.sees(standing.channel);
    const act = await ana.command('animate', await wish('to the beat #nsfw', short), standing);
    const card = await stand.cardOf(act);
    const failure = await until(() => seen().find(({ content }) => content.includes('❌')));
    expect(failure.mentions).toEqual([ana.user.id]);
    expect(failure.content).toContain('Nothing was charged.');
    expect(labels(failure)).toEqual(['Another model', 'Film it here, free']);
    await until(() => card.deleted);
    await ben.press(failure, buttonNamed(failure, 'Film it here'), standing);
    const refused = await until(() => seen().find(({ onlyFor }) => onlyFor === ben.user));
    await until(() => refused.content.includes('Only its owner'));
    expect(labels(refused)).toEqual([]);
    await stand.restart();
    await ana.press(failure, buttonNamed(failure, 'Film it here'), standing);
    const clip = await stand.clipIn(seen);
    expect(clip.content).toContain('animated locally');
  });

  it('a private failure is told to the asker alone, and so is what is made after it', async () => {
    const { ana, ben, standing } = stand.stage();
    const own = () => ana.sees(standing.channel);
    const private_ = await wish('to the beat #nsfw', { ...short, visibility: 'private' });
    await ana.command('animate', private_, standing);
    const failure = await until(() => own().find(({ content }) => content.includes('❌')));
    await ana.press(failure, buttonNamed(failure, 'Film it here'), standing);
    await stand.clipIn(own);
    expect(ben.sees(standing.channel)).toEqual([]);
  });

  it('what could not be brought is told of with the next command anywhere, once, after a restart too', async () => {
    const { ana, ben, standing } = stand.stage();
    ana.user.directMessages = false;
    const private_ = await wish('', { ...short, effect: 'zoom-in', visibility: 'private' });
    await stand.cardOf(await ana.command('animate', private_, standing));
    stand.discord.state.clock.advance(16 * minutes);
    await until(() => stand.log.includes('"delivered":"kept"'));
    await stand.restart();
    const elsewhere = stand.stage().standing;
    const told = () =>
      ana.sees(elsewhere.channel).filter(({ content }) => content.includes('Your clip is ready'));
    await ben.command('help', {}, elsewhere);
    await ana.command('help', {}, elsewhere);
    const waited = await until(() => told()[0]);
    await ana.press(waited, buttonNamed(waited, 'Show'), elsewhere);
    const clip = await stand.clipIn(() => ana.sees(elsewhere.channel));
    expect(await stand.watch(clip)).toMatchObject({ seconds: 1 });
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
    await ana.press(clip, buttonNamed(clip, 'Delete for good'), standing);
    await until(() => clip.deleted);
  });
});
