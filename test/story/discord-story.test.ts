import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { buttonNamed, buttonsOf, format, photo, secretWish, short, withoutTips } from './discord-parts.ts';
import { discordStand } from './discord-stand.ts';
import { quickStand } from './quick-stand.ts';
import { builtInDatabase } from './service.ts';

const labels = (message: Message): string[] => buttonsOf(message).map(({ label }) => label);

describe('a photo becomes a clip on Discord', () => {
  const stand = discordStand(builtInDatabase);
  const portrait = () => photo('portrait-astronaut.jpg');

  it('in a server: card, clip, reroll, edit, share and delete, whose buttons go on working after a restart', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => withoutTips(ben.sees(standing.channel));
    const wish = { photo: await portrait(), effect: 'zoom-in', prompt: secretWish, ...short };
    const act = await ana.command('animate', wish, standing);
    const answered = await until(() => stand.discord.state.called.find(({ path }) => path.includes(act.id)));
    expect(answered.at - act.createdAt).toBeLessThan(3_000);
    const card = await stand.cardOf(act);
    expect(card.content).toMatch(
      /^\S+ \*\*Zoom in\*\* · .+ · Expected <t:\d+:R>\n-# Rendered by the local engine · Seed \d+/,
    );
    expect(labels(card)).toEqual(['Cancel']);

    const first = await stand.clipIn(seen);
    expect(first.mentions).toEqual([ana.user.id]);
    expect(await until(() => card.deleted)).toBe(true);
    expect(await stand.watch(first)).toMatchObject({ seconds: 1, frames: 24 });
    expect(first.attachments[0]?.description).toContain('Zoom in');
    for (const told of ['Zoom in', '1 s', '480×480', 'Seed', 'Took', 'Animated locally'])
      expect(first.content).toContain(told);
    expect(labels(first).join(' ')).toBe(
      'Reroll Edit Extend Share Make private Report Less motion More motion Join Save as… Recipe Save as preset Like Dislike Delete',
    );
    await ana.press(first, buttonNamed(first, 'Recipe'), standing);
    const recipe = await until(() =>
      ana.sees(standing.channel).find(({ content }) => content.includes('Effect: Zoom in')),
    );
    expect(recipe.onlyFor).toBe(ana.user);

    await ana.press(first, buttonNamed(first, 'Reroll'), standing);
    const second = await stand.clipIn(seen, [first]);
    expect(stand.seedOf(second)).not.toBe(stand.seedOf(first));

    const form = await ana.press(second, buttonNamed(second, 'Edit'), standing);
    expect(JSON.stringify(await until(() => form.modal))).toContain(secretWish);
    await ana.submit(form, { prompt: 'pan left' }, standing);
    const third = await stand.clipIn(seen, [first, second]);
    expect(third.content).toContain('pan left');
    expect(stand.seedOf(third)).toBe(stand.seedOf(second));

    const own = (word: string) =>
      until(() => ana.sees(standing.channel).find(({ content }) => content.includes(word)));
    await ana.press(third, buttonNamed(third, 'Make private'), standing);
    await until(() => third.deleted);
    await ana.press(second, buttonNamed(second, 'Delete'), standing);
    const asked = await own(format('replies.ask-delete', { clips: 1 }));
    expect(asked.onlyFor).toBe(ana.user);
    await ana.press(asked, buttonNamed(asked, 'Keep'), standing);
    await until(() => asked.deleted);
    expect(second.deleted).toBe(false);
    await ana.press(second, buttonNamed(second, 'Delete'), standing);
    const again = await own(format('replies.ask-delete', { clips: 1 }));
    await stand.restart();
    await ana.press(again, buttonNamed(again, 'Delete forever'), standing);
    // A card goes a moment after its clip has come, and the answer to Delete stays.
    await until(() => second.deleted && again.deleted && ben.sees(standing.channel).length === 1);
    expect(seen().map(({ id }) => id)).toEqual([first.id]);
    await ana.press(first, buttonNamed(first, 'Reroll'), standing);
    await stand.clipIn(seen, [first]);
    const registered = stand.discord.state.called.filter(({ path }) => path.endsWith('/commands'));
    expect(registered).toHaveLength(1);
  });

  it('once, for fifty presses of one button', async () => {
    const { ana, standing } = stand.stage();
    const seen = () => withoutTips(ana.sees(standing.channel));
    await ana.command('animate', { photo: await portrait(), ...short }, standing);
    const first = await stand.clipIn(seen);
    const press = () => ana.press(first, buttonNamed(first, 'Reroll'), standing);
    await Promise.all(Array.from({ length: 50 }, press));
    const second = await stand.clipIn(seen, [first]);
    const already = format('replies.already-accepted', { effect: 'Parallax' });
    const told = () => seen().filter(({ content }) => content === already);
    await until(() => told().length >= 49);
    const others = () =>
      seen().filter(({ id, onlyFor }) => onlyFor === null && id !== first.id && id !== second.id);
    // A card goes a moment after its clip has come.
    await until(() => others().length === 0);
    expect(told()).toHaveLength(49);
    expect(told().every(({ onlyFor }) => onlyFor === ana.user)).toBe(true);
  });

  it('a clip is made small enough for the place', async () => {
    const { ana, standing } = stand.stage();
    const seen = () => ana.sees(standing.channel);
    const here = { ...standing, sizeLimit: 50_000 };
    await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, here);
    const clip = await stand.clipIn(seen);
    expect(clip.attachments[0]?.size).toBeLessThanOrEqual(50_000);
    expect(await stand.watch(clip)).toMatchObject({ frames: 24 });
  });

  it('a clip refused as too large is sent smaller', async () => {
    const { ana, standing } = stand.stage();
    const seen = () => ana.sees(standing.channel);
    const matches = (method: string, path: string): boolean =>
      method === 'POST' && path.endsWith(`/channels/${standing.channel.id}/messages`);
    const body = { code: 40005, message: 'Request entity too large' };
    const answer = { kind: 'status', status: 413, body, headers: {} } as const;
    stand.discord.state.faults.push({ matches, happens: 'before', answer, times: 1 });
    // Long enough that it can still be watched when it is made smaller.
    await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short, seconds: 3 }, standing);
    await stand.clipIn(seen);
    expect(stand.discord.state.called.some(({ status }) => status === 413)).toBe(true);
  });
});

describe('a photo becomes a clip on Discord, once, and where it should', () => {
  const { discord: stand } = quickStand();
  const portrait = () => photo('portrait-astronaut.jpg');

  it('in a direct message, where nothing has to be hidden', async () => {
    const ana = stand.discord.person('Ana');
    const standing = { channel: stand.discord.directChannel(ana.user) };
    const seen = () => withoutTips(ana.sees(standing.channel));
    const act = await ana.command('animate', { photo: await portrait(), ...short }, standing);
    expect((await stand.cardOf(act)).content).toContain('🔒');
    const first = await stand.clipIn(seen);
    expect(first.content).not.toContain('<@');
    await ana.press(first, buttonNamed(first, 'Less motion'), standing);
    const second = await stand.clipIn(seen, [first]);
    expect(labels(second)).not.toContain('Less motion');
    await until(() => seen().length === 2);
  });

  it('where only the asker has installed it: the card becomes the clip', async () => {
    const { ana, ben, guild, standing } = stand.stage();
    guild.botIn = false;
    const here = { ...standing, installed: 'user' as const };
    const act = await ana.command('animate', { photo: await portrait(), ...short }, here);
    const clip = await stand.clipIn(() => ben.sees(standing.channel));
    expect(clip.id).toBe(act.original?.id);
    expect(ben.sees(standing.channel)).toHaveLength(1);
  });

  it('after a quarter of an hour, when the card can no longer be reached by its token', async () => {
    const { ana, ben, standing } = stand.stage();
    const release = stand.discord.holdUploads();
    const act = await ana.command('animate', { photo: await portrait(), ...short }, standing);
    const card = await stand.cardOf(act);
    stand.discord.state.clock.advance(16 * 60_000);
    release();
    const clip = await stand.clipIn(() => ben.sees(standing.channel));
    expect(clip.mentions).toEqual([ana.user.id]);
    await until(() => card.deleted);
  });

  it('once, when Discord takes the clip but its answer is lost', async () => {
    const { ana, standing } = stand.stage();
    const matches = (method: string, path: string): boolean =>
      method === 'POST' && path.endsWith(`/channels/${standing.channel.id}/messages`);
    const reset = { matches, happens: 'after', answer: { kind: 'reset' }, times: 1 } as const;
    stand.discord.state.faults.push({ ...reset });
    const act = await ana.command('animate', { photo: await portrait(), ...short }, standing);
    const clip = await stand.clipIn(() => ana.sees(standing.channel));
    await until(() => act.original?.deleted);
    expect(withoutTips(ana.sees(standing.channel)).map(({ id }) => id)).toEqual([clip.id]);
    expect(stand.discord.state.faults.at(-1)?.times).toBe(0);
  });

  it('for a stranger who presses Remix, as a job of their own', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => withoutTips(ana.sees(standing.channel));
    await ana.command('animate', { photo: await portrait(), ...short }, standing);
    const first = await stand.clipIn(seen);
    for (const label of ['Reroll', 'Edit', 'Delete']) {
      await ben.press(first, buttonNamed(first, label), standing);
      const refused = await until(() =>
        ben.sees(standing.channel).find(({ onlyFor, content }) => onlyFor === ben.user && content !== ''),
      );
      expect(refused.content).toContain(format('failures.not_allowed'));
      if (label === 'Reroll') await ben.press(refused, buttonNamed(refused, 'Remix'), standing);
      refused.deleted = true;
    }
    const second = await stand.clipIn(seen, [first]);
    expect(second.mentions).toEqual([ben.user.id]);
    await until(() => seen().length === 2);
  });
});
