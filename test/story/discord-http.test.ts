import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { webhookRequest } from '../peers/discord/webhook.ts';
import { buttonNamed, photo, short } from './discord-parts.ts';
import { discordStand } from './discord-stand.ts';

describe('Discord without a gateway', () => {
  const stand = discordStand(({ publicKey }) => ({
    DISCORD_PUBLIC_KEY: publicKey,
    PUBLIC_URL: 'https://clips.example',
  }));
  const address = (): string => stand.address('/webhooks/discord');

  it('is heard at an address of one’s own, by signed requests alone', async () => {
    expect(stand.said).toContain('using HTTP at https://clips.example/webhooks/discord');
    await stand.listen();
    expect(stand.discord.gateway.identified).toBe(0);
    const nonsense = await webhookRequest(stand.discord.state, address(), { type: 'a command' }, 'right');
    expect(nonsense.status).toBe(400);
  });

  it.each(['/', '/clips', '/make', '/metrics', '/key', '/admin'])(
    'a plain proxy on this machine opens nothing: %s',
    async (path) => {
      // What a proxy that adds no headers sends: the address and the host of this machine.
      const method = path === '/make' ? 'POST' : 'GET';
      const { status } = await fetch(stand.address(path), { method, redirect: 'manual' });
      expect(path === '/key' ? status : status >= 400).toBe(path === '/key' ? 303 : true);
    },
  );

  it('leads from command to card to clip to button to form, after a restart too', async () => {
    const { ana, standing } = stand.stage();
    const seen = () => ana.sees(standing.channel);
    const act = await ana.command('animate', { photo: await photo('cat-chelsea.jpg'), ...short }, standing);
    expect((await stand.cardOf(act)).content).toMatch(/parallax/i);
    const first = await stand.clipIn(seen);
    expect(await stand.watch(first)).toMatchObject({ seconds: 1, frames: 24 });

    await stand.restart();
    await stand.listen();
    await ana.press(first, buttonNamed(first, 'Reroll'), standing);
    const second = await stand.clipIn(seen, [first]);
    expect(stand.seedOf(second)).not.toBe(stand.seedOf(first));

    const form = await ana.press(second, buttonNamed(second, 'Edit'), standing);
    await until(() => form.modal);
    await ana.submit(form, { prompt: 'pan left' }, standing);
    expect((await stand.clipIn(seen, [first, second])).content).toContain('pan left');
    expect(stand.discord.gateway.identified).toBe(0);
  });

  it('completes names while they are typed, and uses the menu of a message', async () => {
    const { ana, ben, standing } = stand.stage();
    const typed = await ana.suggest('animate', 'effect', 'para', standing);
    expect((await until(() => typed.choices)).map(({ value }) => value)).toContain('parallax');
    const message = await ben.post(standing.channel, 'look', [await photo('cat-chelsea.jpg')]);
    const form = await ana.menu('Animate this photo', message, standing);
    await until(() => form.modal);
    await ana.submit(form, { more: 'seconds:1 resolution:480p' }, standing);
    const clip = await stand.clipIn(() => ana.sees(standing.channel), [message]);
    expect(clip.mentions).toEqual([ana.user.id]);
  });
});
