import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import { program } from '../terminal/program.ts';
import { discordStand } from './discord-stand.ts';

describe('setting Discord up', () => {
  const photoplay = program({}, 'server');
  let discord: Discord;
  beforeAll(async () => {
    discord = await startDiscord();
  });
  afterAll(() => discord.close());
  const settings = (token: string) => ({ PORT: '0', DISCORD_TOKEN: token, DISCORD_API_URL: discord.api });

  it('a token that Discord does not take ends the start, in one line that does not show it', async () => {
    const { code, errors } = await photoplay.run(['start'], { ...settings('wrong'), LOG_LEVEL: 'silent' });
    expect(errors).toEqual(['photoplay: Invalid setting: DISCORD_TOKEN was not accepted by Discord.']);
    expect(code).toBe(1);
  });

  it('a public key of another application ends it too, for nobody could be heard with it', async () => {
    const other = { DISCORD_PUBLIC_KEY: 'ab'.repeat(32), PUBLIC_URL: 'https://clips.example' };
    const { code, errors } = await photoplay.run(['start'], {
      ...settings(discord.token),
      ...other,
      LOG_LEVEL: 'silent',
    });
    expect(errors).toEqual([
      'photoplay: Invalid setting: DISCORD_PUBLIC_KEY is not the key of this application.',
    ]);
    expect(code).toBe(1);
  });

  it('the doctor tells whose token it is, or that it is nobody’s', async () => {
    expect((await photoplay.run(['doctor'], settings(discord.token))).out).toContain(
      '✓ Discord: connected as photoplay',
    );
    const { out } = await photoplay.run(['doctor'], settings('wrong'));
    expect(out).toContain('✗ Invalid setting: DISCORD_TOKEN was not accepted by Discord.');
  });
});

describe('a part of Discord', () => {
  const stand = discordStand(({ publicKey }) => ({ DISCORD_SHARDS: '0,1/2', DISCORD_PUBLIC_KEY: publicKey }));

  it('comes through the gateway while nobody knows where else to reach us', () => {
    expect(stand.said).toContain('using the gateway (DISCORD_PUBLIC_KEY also needs PUBLIC_URL)');
  });

  it('is measured', async () => {
    const text = await (await fetch(stand.address('/metrics'))).text();
    for (const scope of ['user', 'global', 'shared'])
      expect(text).toContain(`photoplay_discord_rate_limited_total{scope="${scope}"} 0`);
    expect(text).toContain('# TYPE photoplay_discord_invalid_requests gauge');
  });

  it('is served by its own connection, and every server by one of them', async () => {
    expect(stand.discord.gateway.identified).toBe(2);
    const placeOn = (shard: bigint): ReturnType<typeof stand.stage> => {
      const place = stand.stage();
      if ((BigInt(place.guild.id) >> 22n) % 2n === shard) return place;
      stand.discord.state.clock.advance(1);
      return placeOn(shard);
    };
    for (const { ana, standing } of [placeOn(0n), placeOn(1n)]) {
      const act = await ana.command('help', {}, standing);
      await until(() => (act.original?.content ?? '') !== '');
    }
  });

  it('goes on where it was when the connection breaks', async () => {
    const { ana, standing } = stand.stage();
    stand.discord.gateway.drop(4000);
    const act = await ana.command('help', {}, standing);
    await until(() => (act.original?.content ?? '') !== '');
    expect(stand.discord.gateway.resumed).toBeGreaterThan(0);
  });
});
