import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTally } from '../../adapters/discord/discord-metrics.ts';
import { discordPlatform } from '../../adapters/discord/discord-platform.ts';
import { type DiscordDeps, openSender } from '../../adapters/discord/discord-send.ts';
import { openRest } from '../../adapters/discord/rest.ts';
import type { Delivered, Delivery, SentPart } from '../../src/core/platform.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import { type ClipFile, type Reply, reply } from '../../src/core/reply.ts';
import { english } from '../messages/opened.ts';
import { servicesAround } from '../peers/chat-services.ts';
import { type Discord, startDiscord } from '../peers/discord/discord.ts';
import type { Fault } from '../peers/discord/faults.ts';
import { unfenced } from '../peers/fence.ts';
import { clipRow } from '../store/rows.ts';

/** A delivery that remembers its parts as the store would. */
const deliveryOf = (
  parts: Record<string, SentPart> = {},
): Delivery & { parts: Record<string, SentPart> } => ({
  ...unfenced,
  parts,
  key: 'key',
  startedParts: async () => parts,
  begin: async (part) => {
    parts[part] = { message: null, at: Date.now() };
  },
  arrived: async (part, message) => {
    parts[part] = { message };
  },
  failed: async (part) => {
    delete parts[part];
  },
});

/** What both the card and the answer are about. */
const about = 'A'.repeat(22);

const refusal = (status: number, code: number): Fault['answer'] => ({
  kind: 'status',
  status,
  body: { code, message: 'no' },
  headers: {},
});

describe('an answer on Discord', () => {
  let discord: Discord;
  let folder: string;
  let deps: DiscordDeps;
  const sizes: number[] = [];

  beforeAll(async () => {
    discord = await startDiscord();
    folder = await mkdtemp(join(tmpdir(), 'photoplay-deliver-'));
    const services = servicesAround({
      workspace: async () => ({ folder, [Symbol.asyncDispose]: async () => {} }),
      // As encoders do, it comes a little below what it is asked for.
      fit: async ({ clip }, bytes) => {
        const path = join(folder, `${clip.id}-${bytes}.mp4`);
        const size = Math.min(clip.bytes, Math.floor(0.95 * bytes));
        sizes.push(size);
        await writeFile(path, Buffer.alloc(size));
        return path as MarkedFile;
      },
      link: () => 'https://clips.example/c/1',
    });
    deps = { ...services, sender: openSender(openRest(discord.token, discord.api)), tally: openTally() };
  });
  afterEach(() => {
    discord.state.faults.length = 0;
    discord.state.complaints.length = 0;
    sizes.length = 0;
  });
  afterAll(async () => {
    await discord.close();
    await rm(folder, { recursive: true });
  });

  const stage = async (more: object = {}) => {
    const { user } = discord.person('Ana');
    const channel = discord.channel(discord.guild('Home'));
    const direct = discord.directChannel(user);
    const card = await deps.sender.post(
      channel.id,
      { content: 'card', actions: [{ command: 'cancel', id: about }], uploads: [], mentions: null },
      english,
      `card${channel.id}`,
    );
    const row = { ...clipRow('job', 1), id: about, bytes: 1_000_000 };
    const clip = { ...row, sequence: 1, score: 0.5, createdAt: new Date() } as unknown as ClipFile['clip'];
    const answer: Reply = reply(
      { key: 'finished', values: { effect: 'parallax', takes: 1 } } as Reply['text'],
      {
        ephemeral: false,
        clips: [{ clip, path: '' as MarkedFile, thumbnail: '' }],
        actions: [{ command: 'reroll', id: clip.id }],
      },
    );
    const address = {
      ...{ platform: 'discord', application: discord.state.application, token: 'gone', since: 0 },
      ...{ user: user.id, channel: channel.id, card, posted: true, ephemeral: false, direct: false },
      ...{ present: true, limit: 10 * 2 ** 20, spoiler: false, adult: false, locale: 'en', ...more },
    };
    const messages = () => [...discord.state.messages.values()].filter(({ deleted }) => !deleted);
    const bring = (delivery = deliveryOf()) => discordPlatform(deps).deliver(address, answer, delivery);
    const fail = (
      where: 'channel' | 'files' | 'everything',
      answered: Fault['answer'],
      times = Number.POSITIVE_INFINITY,
    ): void => {
      discord.state.faults.push({
        matches: (method, path, files) => {
          if (method !== 'POST' || !path.endsWith('/messages')) return false;
          return where === 'channel' ? path.includes(channel.id) : where === 'everything' || files;
        },
        happens: 'before',
        answer: answered,
        times,
      });
    };
    return {
      bring,
      erase: (by: Delivered, message: string) =>
        discordPlatform(deps).erase?.(address, by, { [by]: { message } }),
      cardId: card,
      channel,
      fail,
      here: () => messages().filter((one) => one.channel === channel && one.id !== card),
      alone: () => messages().filter((one) => one.channel === direct),
      card: () => messages().find(({ id }) => id === card),
    };
  };

  it.each([
    [403, 160005],
    [403, 50013],
    [403, 50001],
    [403, 20009],
    [400, 50035],
    [400, 30046],
    [400, 40067],
    [404, 10003],
    [404, 0],
    [409, 1],
    [410, 2],
    [422, 3],
    [451, 4],
  ])('goes the next way after %i with code %i', async (status, code) => {
    const { alone, bring, card, fail, here } = await stage();
    fail('channel', refusal(status, code));
    expect(await bring()).toBe('direct');
    expect(alone()).toHaveLength(1);
    expect(here()).toEqual([]);
    expect(card()).toBeUndefined();
  });

  it.each([
    ['a locked thread', { thread: 'locked' }],
    ['a channel in slow mode', { slow: 21_600 }],
  ] as const)('goes the next way from %s, without waiting', async (_where, state) => {
    const { alone, bring, channel, here } = await stage();
    Object.assign(channel, state);
    expect(await bring()).toBe('direct');
    expect(alone()).toHaveLength(1);
    expect(here()).toEqual([]);
  });

  it('counts a card that shows the clip and can no longer be deleted', async () => {
    const absent = await stage({ present: false });
    expect(await absent.erase('edited', absent.cardId)).toBe(1);
    const present = await stage();
    expect(await present.erase('edited', present.cardId)).toBe(0);
    expect(present.card()).toBeUndefined();
  });

  it('wakes an archived thread', async () => {
    const { bring, channel, here } = await stage();
    channel.thread = 'archived';
    expect(await bring()).toBe('posted');
    expect(here()).toHaveLength(1);
  });

  it.each([
    [403, 160005],
    [403, 50007],
    [400, 1],
  ])('is kept after %i with code %i everywhere, and its card says where it is', async (status, code) => {
    const { alone, bring, card, fail, here } = await stage();
    fail('everything', refusal(status, code));
    expect(await bring()).toBe('kept');
    expect([...here(), ...alone()]).toEqual([]);
    expect(card()?.content).toBe(english.format('card.not-posted'));
    expect(JSON.stringify(card()?.components)).toContain('clip:');
  });

  it.each([
    [401, 0],
    [500, 0],
    [502, 0],
    [503, 0],
    [504, 0],
    [408, 0],
  ])('waits after %i and comes later', async (status, code) => {
    const { bring, fail, here } = await stage();
    fail('channel', refusal(status, code), 1);
    const delivery = deliveryOf();
    await expect(bring(delivery)).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await bring(delivery)).toBe('posted');
    expect(here()).toHaveLength(1);
  });

  it.each([
    [413, 40005],
    [400, 40005],
    [413, 0],
  ])(
    'comes smaller, never the same again, and as a link in the end: %i with code %i',
    async (status, code) => {
      const { bring, card, fail, here } = await stage();
      fail('files', refusal(status, code));
      expect(await bring()).toBe('posted');
      expect(here()[0]?.content).toContain('https://clips.example/c/1');
      expect(here()[0]?.attachments).toEqual([]);
      expect(sizes.length).toBeGreaterThan(2);
      for (const [index, size] of sizes.entries())
        if (index > 0) expect(size).toBeLessThan(0.7 * (sizes[index - 1] ?? 0));
      expect(card()).toBeUndefined();
    },
  );

  it.each(['posted', 'direct', 'edited'])(
    'that another worker has brought (%s) is not brought again',
    async (by) => {
      const { alone, bring, here } = await stage();
      expect(await bring(deliveryOf({ [by]: { message: '1' } }))).toBe(by);
      expect([...here(), ...alone()]).toEqual([]);
    },
  );

  it('that may have come long ago is looked for before it is sent again', async () => {
    const { bring, here } = await stage();
    expect(await bring()).toBe('posted');
    discord.state.clock.advance(10 * 60_000);
    const lost = deliveryOf({ posted: { message: null, at: Date.now() - 10 * 60_000 } });
    expect(await bring(lost)).toBe('posted');
    expect(here()).toHaveLength(1);
    expect(lost.parts['posted']?.message).toBe(here()[0]?.id);
  });

  it('that never came is brought, whatever its card has a button for', async () => {
    const { bring, here } = await stage();
    const lost = deliveryOf({ posted: { message: null, at: Date.now() - 10 * 60_000 } });
    expect(await bring(lost)).toBe('posted');
    expect(here()).toHaveLength(1);
  });

  it('may have been begun another way: that way is taken first', async () => {
    const { alone, bring, here } = await stage();
    expect(await bring(deliveryOf({ direct: { message: null, at: Date.now() } }))).toBe('direct');
    expect(alone()).toHaveLength(1);
    expect(here()).toEqual([]);
  });
});
