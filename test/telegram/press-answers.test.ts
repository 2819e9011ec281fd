import { expect, it } from 'vitest';
import { openFirstAnswers } from '../../adapters/chat/first-answer.ts';
import { onMenu } from '../../adapters/telegram/menu-press.ts';
import { openMenus } from '../../adapters/telegram/open-menus.ts';
import { tellPresser } from '../../adapters/telegram/press-tell.ts';
import { openToast } from '../../adapters/telegram/pressed-message.ts';
import { askerOf } from '../../adapters/telegram/telegram-asker.ts';
import type { TelegramHandlerDeps } from '../../adapters/telegram/telegram-deps.ts';
import { openSender } from '../../adapters/telegram/telegram-messages.ts';
import { animate } from '../../commands/animate.ts';
import { effects } from '../../commands/effects.ts';
import { servicesAround } from '../peers/chat-services.ts';
import { until } from '../peers/discord/person.ts';

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
  const more = { sender, commands, menus: openMenus(), first: openFirstAnswers() };
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
