import { Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFirstAnswers } from '../../adapters/chat/first-answer.ts';
import { openBot } from '../../adapters/discord/discord.ts';
import { openTally } from '../../adapters/discord/discord-metrics.ts';
import { openSender } from '../../adapters/discord/discord-send.ts';
import { openRest } from '../../adapters/discord/rest.ts';
import { servicesAround } from '../peers/chat-services.ts';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import { limited } from '../peers/discord/faults.ts';
import { until } from '../peers/discord/person.ts';

describe('what Discord answers is counted', () => {
  let discord: Discord;
  beforeAll(async () => {
    discord = await startDiscord();
  });
  afterAll(() => discord.close());

  const stand = (now?: () => number) => {
    const tally = openTally(now);
    const rest = openRest(discord.token, discord.api);
    tally.hear(rest);
    const value = (name: string, scope?: string): number | undefined =>
      tally.figures().find((figure) => figure.name.includes(name) && figure.labels['scope'] === scope)?.value;
    return { tally, rest, value };
  };

  it('limits by whose they are, and what was sent again', async () => {
    const { rest, value } = stand();
    for (const scope of ['user', 'shared', 'global'] as const) {
      const answer = limited(0.1, scope);
      discord.state.faults.push({
        matches: () => true,
        happens: 'before',
        answer,
        times: scope === 'user' ? 2 : 1,
      });
      await rest.get(Routes.user());
    }
    expect(['user', 'shared', 'global'].map((scope) => value('rate_limited', scope))).toEqual([2, 1, 1]);
    expect(value('retries')).toBe(4);
    // What others have used up is not held against us.
    expect(value('invalid')).toBe(3);
  });

  it('what is refused, for ten minutes', async () => {
    let ahead = 0;
    const { rest, value } = stand(() => Date.now() + ahead);
    const channel = discord.channel(discord.guild('Home'), { granted: [] });
    await expect(rest.get(Routes.channel(channel.id))).rejects.toThrow('Missing Access');
    await expect(rest.get(Routes.channel('1'))).rejects.toThrow('Unknown Channel');
    expect(value('invalid')).toBe(1);
    ahead = 10 * 60_000;
    expect(value('invalid')).toBe(0);
  });

  it('connections that broke', async () => {
    const { tally, rest, value } = stand();
    const known = { effects: [], engines: [], models: [] };
    const deps = {
      ...servicesAround(),
      sender: openSender(rest),
      tally,
      commands: [],
      known,
      registration: [],
      firstAnswers: openFirstAnswers(),
    };
    const bot = openBot({ token: discord.token, api: discord.api, shards: 'auto' }, deps, '');
    try {
      await bot.ready;
      discord.gateway.drop(4000);
      await until(() => value('reconnects') === 1);
      await until(() => discord.gateway.resumed === 1);
    } finally {
      await bot.close();
    }
  });
});
