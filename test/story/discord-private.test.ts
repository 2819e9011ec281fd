import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { buttonNamed, format, photo, short } from './discord-parts.ts';
import { quickStand } from './quick-stand.ts';

describe('what is private on Discord stays private', () => {
  const { discord: stand } = quickStand();
  const wish = async () => ({ photo: await photo('cat-chelsea.jpg'), visibility: 'private', ...short });
  const minutes = 60_000;

  it('card and clip are for the asker alone, and so is what its buttons make', async () => {
    const { ana, ben, standing } = stand.stage();
    const seen = () => ana.sees(standing.channel);
    const release = stand.discord.holdUploads();
    const act = await ana.command('animate', await wish(), standing);
    expect((await stand.cardOf(act)).content).toContain('🔒');
    release();
    const first = await stand.clipIn(seen);
    await ana.press(first, buttonNamed(first, 'Reroll'), standing);
    await stand.clipIn(seen, [first]);
    expect(ben.sees(standing.channel)).toEqual([]);
  });

  it('it comes as a direct message when the token has died', async () => {
    const { ana, ben, standing } = stand.stage();
    const release = stand.discord.holdUploads();
    const act = await ana.command('animate', await wish(), standing);
    await stand.cardOf(act);
    stand.discord.state.clock.advance(16 * minutes);
    release();
    const direct = stand.discord.directChannel(ana.user);
    await stand.clipIn(() => ana.sees(direct));
    expect(ben.sees(standing.channel)).toEqual([]);
  });

  it('it is kept for /clips when direct messages are closed too', async () => {
    const { ana, ben, standing } = stand.stage();
    ana.user.directMessages = false;
    const release = stand.discord.holdUploads();
    const act = await ana.command('animate', await wish(), standing);
    await stand.cardOf(act);
    stand.discord.state.clock.advance(16 * minutes);
    release();
    await stand.kept(`discord:${ana.user.id}`);
    const asked = await ana.command('clips', {}, standing);
    const list = await until(() => (asked.original?.content ?? '') !== '' && asked.original);
    await ana.press(list, buttonNamed(list, 'Show'), standing);
    await stand.clipIn(() => ana.sees(standing.channel));
    expect(ben.sees(standing.channel)).toEqual([]);
  });

  it('a clip that is made private leaves the channel', async () => {
    const { ana, ben, standing } = stand.stage();
    await ana.command('animate', { ...(await wish()), visibility: 'community' }, standing);
    const clip = await stand.clipIn(() => ben.sees(standing.channel));
    await ana.press(clip, buttonNamed(clip, 'Make private'), standing);
    await until(() => clip.deleted && ben.sees(standing.channel).length === 0);
    await ben.press(clip, buttonNamed(clip, 'Reroll'), standing);
    const refused = await until(() => ben.sees(standing.channel).find(({ content }) => content !== ''));
    expect(refused.content).toContain(format('failures.not_found'));
  });

  it('in a group DM everyone sees a clip of the group, and nobody a private one', async () => {
    const { ana, standing } = stand.stage();
    const ben = stand.discord.person('Ben');
    const group = { ...standing, channel: stand.discord.groupChannel(), installed: 'user' as const };
    const wish = { photo: await photo('cat-chelsea.jpg'), ...short };
    await ana.command('animate', { ...wish, visibility: 'private' }, group);
    const own = await stand.clipIn(() => ana.sees(group.channel));
    expect(ben.sees(group.channel)).toEqual([]);
    await ana.command('animate', wish, group);
    const shown = await stand.clipIn(() => ben.sees(group.channel));
    expect(shown.id).not.toBe(own.id);
    await ben.press(shown, buttonNamed(shown, 'Recipe'), group);
    await until(() => ben.sees(group.channel).some(({ content }) => content.includes('Effect:')));
  });
});
