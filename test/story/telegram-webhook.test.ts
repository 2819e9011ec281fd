import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import { telegramStand } from './telegram-stand.ts';

describe('Telegram by webhook', () => {
  const stand = telegramStand('webhook');

  it('knocks with another secret, or none, are turned away', async () => {
    const { tunnel, webhook } = stand.telegram.state;
    const path = new URL(webhook?.url ?? '').pathname;
    const webhookRequest = (headers: Record<string, string>) =>
      fetch(`${tunnel}${path}`, {
        method: 'POST',
        body: JSON.stringify({ update_id: 1 }),
        headers: { 'content-type': 'application/json', ...headers },
      });
    expect((await webhookRequest({})).status).toBe(401);
    expect((await webhookRequest({ 'x-telegram-bot-api-secret-token': 'knock-knock_2' })).status).toBe(401);
    expect(webhook?.secret).toBe('knock-knock_1');
  });

  it('what came while the service was away is heard when it is back', async () => {
    const ana = await stand.ana();
    await stand.stop();
    ana.text('/help');
    await stand.start();
    await stand.told(() => ana.sees(), 'Make a clip in three ways');
    await until(() => stand.telegram.state.updates.length === 0);
  });

  it('the web page’s own process hears, as the public address leads to it', async () => {
    const ana = await stand.ana();
    await stand.stop();
    await stand.start({ ROLE: 'web' });
    ana.text('/help');
    await stand.told(() => ana.sees(), 'Make a clip in three ways');
  });
});
