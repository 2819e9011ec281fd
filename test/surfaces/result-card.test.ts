import { describe, expect, it } from 'vitest';
import type { Media } from '../../src/jobs/services.ts';
import { until } from '../peers/discord/person.ts';
import type { Message } from '../peers/discord/world.ts';
import { plainMedia } from '../peers/render-services.ts';
import { buttonNamed, buttonsOf, format } from '../story/discord-parts.ts';
import { openChats, photo } from './chats.ts';

/** Every photo is small. */
const advising: Media['intakePhoto'] = async (...given) => ({
  ...(await plainMedia.intakePhoto(...given)),
  advice: ['small'],
});

describe('the card of a clip on Discord', () => {
  const chats = openChats({ media: { intakePhoto: advising } });

  const stage = () => {
    const { discord } = chats();
    const [ana, ben] = [discord.person('Ana'), discord.person('Ben')];
    const channel = discord.channel(discord.guild('Home'));
    const standing = { channel };
    const clipAfter = (...seen: Message[]) =>
      until(() => ana.sees(channel).find((one) => one.attachments.length > 0 && !seen.includes(one)), 20);
    const told = (words: string) =>
      until(() => ana.sees(channel).find(({ content }) => content.includes(words)), 20);
    return { discord, ana, ben, channel, standing, clipAfter, told };
  };
  const rows = ({ components }: Message): string[] =>
    (components as { components: { label?: string; placeholder?: string }[] }[]).map((row) =>
      row.components.map(({ label, placeholder }) => label ?? placeholder).join(' '),
    );

  it('has the frequent actions as buttons and the rare ones in a menu', async () => {
    const { ana, clipAfter, standing, told } = stage();
    await ana.command('animate', { photo, effect: 'old-photo', motion: 'medium' }, standing);
    const clip = await clipAfter();
    expect(rows(clip)).toEqual(['Reroll Edit Extend Share', 'More']);
    expect(
      buttonsOf(clip)
        .slice(4)
        .map(({ label }) => label),
    ).toEqual([
      'Make private',
      'Report',
      'Less motion',
      'More motion',
      'Join',
      'Save as…',
      'Recipe',
      'Save as preset',
      'Like',
      'Dislike',
      'Delete',
    ]);
    await ana.press(clip, buttonNamed(clip, 'Like'), standing);
    await told(format('replies.rated.liked'));
    await ana.press(clip, buttonNamed(clip, 'Delete'), standing);
    expect((await told(format('replies.ask-delete', { clips: 1 }))).onlyFor).toBe(ana.user);
    expect(clip.deleted).toBe(false);
  });

  it('replies to the clip it was made from, and says what differs', async () => {
    const { ana, clipAfter, standing } = stage();
    await ana.command('animate', { photo, effect: 'old-photo', motion: 'medium', seed: 7 }, standing);
    const first = await clipAfter();
    expect(first.reference).toBe(null);
    expect(first.content).not.toContain('Changed');
    await ana.press(first, buttonNamed(first, 'More motion'), standing);
    const second = await clipAfter(first);
    expect(second.reference).toBe(first.id);
    expect(second.mentions).toEqual([ana.user.id]);
    expect(second.content).toContain('Changed: Motion Medium → High');
    first.deleted = true;
    await ana.press(second, buttonNamed(second, 'Reroll'), standing);
    const third = await clipAfter(first, second);
    expect(third.reference).toBe(second.id);
    expect(third.content).toMatch(/Changed: Seed 7 → \d+$/m);
  });

  it('links to the clip it was made from in another channel of the server, if others can open it', async () => {
    const { ana, clipAfter, channel, discord, standing } = stage();
    await ana.command('animate', { photo, effect: 'old-photo', seed: 7 }, standing);
    const first = await clipAfter();
    const [, id = ''] = buttonNamed(first, 'Reroll').split(':');
    const again = async (guild: typeof channel.guild) => {
      if (guild === null) throw new Error('no server');
      const other = discord.channel(guild);
      await ana.command('reroll', { id }, { channel: other });
      return until(() => ana.sees(other).find((one) => one.attachments.length > 0), 20);
    };
    const second = await again(channel.guild);
    expect(second.reference).toBe(null);
    const url = `https://discord.com/channels/${channel.guild?.id}/${channel.id}/${first.id}`;
    expect(second.content).toContain(`-# Made from [this clip](${url})`);
    first.deleted = true;
    expect((await again(discord.guild('Elsewhere'))).content).not.toContain('Made from');
  });

  it('shows each take alone, with buttons of its own, to the one who presses', async () => {
    const { ana, ben, channel, clipAfter, standing, told } = stage();
    await ana.command('animate', { photo, effect: 'old-photo', takes: 2, seed: 7 }, standing);
    const asked = await told('Start?');
    await ana.press(asked, buttonNamed(asked, 'Yes'), standing);
    const both = await clipAfter();
    expect(both.attachments).toHaveLength(2);
    expect(rows(both)).toEqual(['Reroll Edit Extend Share', 'Take 1 Take 2', 'More']);
    await ben.press(both, buttonNamed(both, 'Take 2'), standing);
    const alone = await until(() =>
      ben.sees(channel).find((one) => one.onlyFor === ben.user && one.attachments.length > 0),
    );
    expect(alone.attachments).toHaveLength(1);
    expect(buttonsOf(alone).map(({ label }) => label)).toEqual([
      'Extend',
      'Report',
      'Save as…',
      'Recipe',
      'Like',
      'Dislike',
    ]);
  });

  it('tells tips about a photo once, to its owner', async () => {
    const { ana, ben, channel, clipAfter, standing, told } = stage();
    await ana.command('animate', { photo, effect: 'old-photo' }, standing);
    expect((await told('💡')).onlyFor).toBe(ana.user);
    const first = await clipAfter();
    await ana.press(first, buttonNamed(first, 'Reroll'), standing);
    await clipAfter(first);
    expect(ana.sees(channel).filter(({ content }) => content.includes('💡'))).toHaveLength(1);
    expect(ben.sees(channel).some(({ content }) => content.includes('💡'))).toBe(false);
  });
});
