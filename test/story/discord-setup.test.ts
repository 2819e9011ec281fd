import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { until } from '../peers/discord/person.ts';
import { program } from '../terminal/program.ts';
import { discordStand } from './discord-stand.ts';

describe('setting Discord up', () => {
  const photoplay = program();
  let discord: Discord;
  beforeAll(async () => {
    discord = await startDiscord();
  });
  afterAll(() => discord.close());
  const settings = (token: string) => ({ PORT: '0', DISCORD_TOKEN: token, DISCORD_API_URL: discord.api });

  it('a token that Discord does not take ends the start, in one line that does not show it', async () => {
    const { code, errors } = await photoplay.run(['start'], { ...settings('wrong'), LOG_LEVEL: 'silent' });
    expect(errors).toEqual(['photoplay: The setting DISCORD_TOKEN was not accepted by Discord.']);
    expect(code).toBe(1);
  });

  it('the doctor tells whose token it is, or that it is nobody’s', async () => {
    expect((await photoplay.run(['doctor'], settings(discord.token))).out).toContain(
      '✓ Discord: the bot is photoplay',
    );
    const { out } = await photoplay.run(['doctor'], settings('wrong'));
    expect(out).toContain('✗ The setting DISCORD_TOKEN was not accepted by Discord.');
  });
});

describe('a part of Discord', () => {
  const stand = discordStand({ DISCORD_SHARDS: '0,1/2' });

  it('is served by its own connection, and every server by one of them', async () => {
    expect(stand.discord.gateway.identified).toBe(2);
    const places = Array.from({ length: 4 }, () => {
      stand.discord.state.clock.advance(1);
      return stand.stage();
    });
    const acts = await Promise.all(places.map(({ ana, standing }) => ana.command('help', {}, standing)));
    for (const act of acts) await until(() => (act.original?.content ?? '') !== '');
    const shards = places.map(({ guild }) => (BigInt(guild.id) >> 22n) % 2n);
    expect(new Set(shards).size).toBe(2);
  });

  it('goes on where it was when the connection breaks', async () => {
    const { ana, standing } = stand.stage();
    stand.discord.gateway.drop(4000);
    const act = await ana.command('help', {}, standing);
    await until(() => (act.original?.content ?? '') !== '');
    expect(stand.discord.gateway.resumed).toBeGreaterThan(0);
  });
});
