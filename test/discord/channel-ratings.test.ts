import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelFactsIn } from '../../adapters/discord/channel-facts.ts';
import { openRatings, openRest } from '../../adapters/discord/rest.ts';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';

describe('whether a channel is age-restricted', () => {
  let discord: Discord;
  beforeAll(async () => {
    discord = await startDiscord();
  });
  afterAll(() => discord.close());

  it.each([
    [{ type: 0, nsfw: true }, true],
    [{ type: 0 }, false],
    [{ type: 1 }, false],
    [{ type: 10, parent_id: '5' }, null],
    [{ type: 11, parent_id: '5' }, null],
    [{ type: 12, parent_id: '5' }, null],
  ])('%j says %j', (channel, adult) => {
    expect(channelFactsIn({ id: '1', channel })?.adult).toBe(adult);
  });

  it('is asked once, and not known where the bot may not look', async () => {
    const isAdult = openRatings(openRest(discord.token, discord.api));
    const guild = discord.guild('Home');
    const adult = discord.channel(guild, { nsfw: true });
    const asked = () =>
      discord.state.called.filter(({ path }) => path.endsWith(`/channels/${adult.id}`)).length;
    expect(await Promise.all([isAdult(adult.id), isAdult(adult.id)])).toEqual([true, true]);
    expect([await isAdult(adult.id), asked()]).toEqual([true, 1]);
    expect(await isAdult(discord.channel(guild).id)).toBe(false);
    expect(await isAdult(discord.channel(guild, { nsfw: true, granted: [] }).id)).toBeNull();
    expect(await isAdult(discord.channel(discord.guild('Away', { botIn: false })).id)).toBeNull();
  });
});
