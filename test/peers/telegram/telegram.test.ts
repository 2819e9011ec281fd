import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { Markup, Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../discord/person.ts';
import { listen } from '../listen.ts';
import { flooded } from './faults.ts';
import { film, peerStand, photo, thumbnail } from './stand.ts';
import type { Update } from './state.ts';

describe('the strict local Telegram, driven by the real telegraf', () => {
  const stand = peerStand();
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  const open = (): Telegraf => {
    const bot = new Telegraf(stand.telegram.token, { telegram: { apiRoot: stand.telegram.url } });
    bot.catch(() => {});
    return bot;
  };
  const launch = (bot: Telegraf): void => {
    const running = bot.launch();
    closing.push(async () => {
      bot.stop();
      await running;
    });
  };

  it('carries a photo, its download, a video with a keyboard, and a press', async () => {
    const bot = open();
    let got = Buffer.alloc(0);
    bot.on(message('photo'), async (context) => {
      const link = await context.telegram.getFileLink(context.message.photo.at(-1)?.file_id ?? '');
      got = Buffer.from(await (await fetch(link)).arrayBuffer());
      await context.sendChatAction('upload_video');
      await context.replyWithVideo(
        { source: film, filename: 'clip.mp4' },
        {
          caption: '<b>parallax</b> & more',
          parse_mode: 'HTML',
          width: 480,
          height: 320,
          duration: 2,
          supports_streaming: true,
          thumbnail: { source: await thumbnail(320) },
          reply_parameters: JSON.stringify({ message_id: context.message.message_id }) as never,
          ...Markup.inlineKeyboard([Markup.button.callback('Reroll', 'reroll:1')]),
        },
      );
    });
    bot.action('reroll:1', (context) => context.answerCbQuery('on its way'));
    launch(bot);
    const ana = stand.telegram.person('Ana');
    const asked = await ana.send(photo, { caption: 'please' });
    const shown = await until(() => ana.sees()[0]);
    expect(got.equals(asked.media?.file.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(shown).toMatchObject({
      text: 'parallax & more',
      replyTo: asked,
      entities: [{ type: 'bold', length: 8 }],
    });
    expect(shown.media).toMatchObject({ kind: 'video', width: 480, duration: 2, streaming: true });
    expect(shown.media?.file.bytes.equals(film)).toBe(true);
    const query = ana.press(shown, 'reroll:1');
    expect(await until(() => query.answer)).toEqual({ text: 'on its way', alert: false, url: null });
    expect(stand.telegram.state.complaints).toEqual([]);
  });

  it('drops what telegraf leaves out of a form: an answer that is a plain object', async () => {
    const ana = stand.ana();
    const asked = ana.text('hello');
    await stand.client.sendVideo(
      ana.home.id,
      { source: film },
      { reply_parameters: { message_id: asked.id } },
    );
    expect(ana.sees()[0]?.replyTo).toBe(null);
  });

  it('ends a poll when a second poller comes, and refuses polls beside a webhook', async () => {
    const first = stand.call('getUpdates', { timeout: 30 });
    await until(() => stand.telegram.state.polls === 1);
    const second = stand.call('getUpdates', { timeout: 30 });
    expect(await first).toMatchObject({ error_code: 409 });
    stand.ana();
    expect((await second).result).toHaveLength(1);
    await stand.client.setWebhook('https://example.org/hook');
    expect(await stand.call('getUpdates', {})).toMatchObject({ error_code: 409 });
  });

  it('keeps updates until a higher offset confirms them, and only of the kinds asked for', async () => {
    await stand.call('getUpdates', { allowed_updates: ['message'] });
    const ana = stand.ana();
    const shown = ana.text('two');
    ana.press(shown, 'x');
    const get = async (more = {}) => (await stand.call('getUpdates', more)).result as Update[];
    const both = await get();
    expect(both.map((update) => (update['message'] as { text: string }).text)).toEqual(['/start', 'two']);
    expect(await get({ limit: 1 })).toEqual([both[0]]);
    expect(await get({ offset: both[1]?.update_id })).toEqual([both[1]]);
    expect(await get({ offset: (both[1]?.update_id ?? 0) + 1 })).toEqual([]);
    stand.telegram.again('message');
    expect(await get({ offset: (both[1]?.update_id ?? 0) + 1 })).toEqual([both[1]]);
    expect(await get()).toEqual([]);
  });

  it('wakes a waiting poll', async () => {
    const waiting = stand.call('getUpdates', { timeout: 30 });
    await until(() => stand.telegram.state.polls === 1);
    stand.ana();
    expect((await waiting).result).toHaveLength(1);
  });

  it('knocks at a webhook with its secret until it is let in, with letters cut in two', async () => {
    const heard: { secret: unknown; update: Update }[] = [];
    const server = createServer(async (request, response) => {
      heard.push({
        secret: request.headers['x-telegram-bot-api-secret-token'],
        update: (await json(request)) as Update,
      });
      response.writeHead(heard.length < 3 ? 500 : 200).end();
    });
    const { url, close } = await listen(server);
    closing.push(close);
    await stand.client.setWebhook(`${url}/hook`, { secret_token: 'se-cret_1', allowed_updates: ['message'] });
    stand.telegram.person('Ana').text('grüße');
    await until(() => stand.telegram.state.updates.length === 0);
    expect(heard.map(({ secret }) => secret)).toEqual(['se-cret_1', 'se-cret_1', 'se-cret_1']);
    expect(new Set(heard.map(({ update }) => JSON.stringify(update))).size).toBe(1);
    expect(heard[0]?.update['message']).toMatchObject({ text: 'grüße' });
    const wrong = stand.client.setWebhook(`${url}/hook`, { secret_token: 'not allowed!' });
    await expect(wrong).rejects.toMatchObject({ code: 400 });
  });

  it('reaches a webhook behind a proxy, and shows whom a question asks', async () => {
    const heard: string[] = [];
    const server = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end();
    });
    const { url, close } = await listen(server);
    closing.push(close);
    stand.telegram.state.tunnel = url;
    await stand.client.setWebhook('https://photoplay.example/hooks/telegram');
    const ana = stand.ana();
    await until(() => stand.telegram.state.updates.length === 0);
    expect(heard).toEqual(['/hooks/telegram']);
    await stand.client.sendMessage(ana.home.id, 'Which?', Markup.forceReply().selective());
    expect(ana.sees()[0]).toMatchObject({ forceReply: 'everybody', keyboard: null });
  });

  it('limits, breaks and loses answers as it is told', async () => {
    const ana = stand.ana();
    const { faults } = stand.telegram.state;
    const matches = (method: string): boolean => method === 'sendMessage';
    const say = (words: string) => stand.client.sendMessage(ana.home.id, words);
    faults.push({ matches, happens: 'before', answer: flooded(3), times: 1 });
    await expect(say('a')).rejects.toMatchObject({ code: 429, parameters: { retry_after: 3 } });
    faults.push({ matches, happens: 'before', answer: { kind: 'reset' }, times: 1 });
    await expect(say('b')).rejects.toMatchObject({ name: 'FetchError' });
    expect(ana.sees()).toEqual([]);
    faults.push({ matches, happens: 'after', answer: { kind: 'reset' }, times: 1 });
    await expect(say('c')).rejects.toMatchObject({ name: 'FetchError' });
    expect(ana.sees().map(({ text }) => text)).toEqual(['c']);
    const before = Date.now();
    faults.push({ matches, happens: 'after', answer: { kind: 'late', milliseconds: 300 }, times: 1 });
    await say('d');
    expect(Date.now() - before).toBeGreaterThanOrEqual(290);
  });
});
