import { expect, it } from 'vitest';
import { openMenus } from '../../adapters/telegram/menu.ts';
import { onMenu } from '../../adapters/telegram/menu-press.ts';
import { tellPresser } from '../../adapters/telegram/press-tell.ts';
import { telegram } from '../../adapters/telegram/telegram.ts';
import { askerOf } from '../../adapters/telegram/telegram-asker.ts';
import type { TelegramHandlerDeps } from '../../adapters/telegram/telegram-deps.ts';
import { openSender } from '../../adapters/telegram/telegram-messages.ts';
import { openToast } from '../../adapters/telegram/toasts.ts';
import { animate } from '../../commands/animate.ts';
import { effects } from '../../commands/effects.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { servicesAround } from '../peers/chat-services.ts';
import { until } from '../peers/discord/person.ts';
import { startTelegram } from '../peers/telegram/telegram.ts';
import { photo as photoOf } from '../story/telegram-parts.ts';

const ana = { id: 1, is_bot: false };
const chat = { id: 1, type: 'private' as const };
const photo = { message_id: 2, from: ana, chat, photo: [{ file_id: 'photo', width: 9, height: 9 }] };
const message = { message_id: 3, chat, reply_to_message: photo };

const askerIn = () => {
  const asker = askerOf(message, ana);
  if (asker === null) throw new Error('nobody asks');
  return asker;
};

it('a menu is changed to the end before a lost answer to its press is told of', async () => {
  const sent: string[] = [];
  const sender = openSender(async (method) => {
    if (method === 'answerCallbackQuery') throw new Error('lost');
    await new Promise(setImmediate);
    sent.push(method);
    return true;
  });
  const commands = [animate, { ...effects, run: async () => ({ effects: [] }) }];
  const more = { sender, commands, menus: openMenus() };
  const deps = { ...servicesAround(), ...more } as unknown as TelegramHandlerDeps;
  const menu = { user: 1, chosen: {}, swapped: false };
  const press = onMenu(
    deps,
    { asker: askerIn(), toast: openToast(sender, 'query') },
    { message, menu, pressed: { kind: 'main' } },
  );
  await expect(press).rejects.toThrow('lost');
  expect(sent).toEqual(['editMessageReplyMarkup']);
});

it('whoever presses is told in a message what the answer to the press came too late for', async () => {
  const sent: unknown[] = [];
  const sender = openSender(async (method, payload) => {
    sent.push([method, payload['text']]);
    return { message_id: 9 };
  });
  const deps = { ...servicesAround(), sender } as unknown as TelegramHandlerDeps;
  const under = { asker: askerIn(), message, toast: openToast(sender, 'query'), key: '' };
  const content = { text: 'You liked this clip.', rows: [] };
  await until(() => sent.length === 1);
  await tellPresser(deps, under, content);
  await tellPresser(deps, { ...under, toast: openToast(sender, 'in time') }, content);
  expect(sent).toEqual([
    ['answerCallbackQuery', undefined],
    ['sendMessage', content.text],
    ['answerCallbackQuery', content.text],
  ]);
});

it('a press in one’s own menu is answered once, before it is stored', async () => {
  const peer = await startTelegram();
  const around = servicesAround();
  let stored = Promise.resolve();
  const updates: typeof around.updates = {
    ...around.updates,
    receive: (all) => stored.then(() => around.updates.receive(all)),
  };
  const settings = { TELEGRAM_TOKEN: peer.token, TELEGRAM_API_URL: peer.url };
  const chat = await telegram.open(settings, { ...around, updates });
  const commands = [animate, { ...effects, run: async () => ({ effects: [] }) }] as unknown as BoundCommand[];
  const bot = await chat.listen({ commands, known: { effects: [], models: [], engines: [] } });
  try {
    await bot.ready;
    const ben = peer.person('Ben');
    ben.user.started = true;
    await ben.send(await photoOf('cat-chelsea.jpg'));
    const menu = await until(() => ben.sees()[0]);
    let store = (): void => {};
    stored = new Promise((resolve) => {
      store = resolve;
    });
    const query = ben.press(menu, String(menu.keyboard?.[0]?.at(-1)?.['callback_data']));
    await until(() => query.answer);
    expect(menu.edits).toHaveLength(0);
    store();
    await until(() => menu.edits.length === 1);
    const answers = peer.state.called.filter(({ method }) => method === 'answerCallbackQuery');
    expect(answers).toHaveLength(1);
  } finally {
    await bot.close();
    await peer.close();
  }
});
