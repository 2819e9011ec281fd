import { expect, it } from 'vitest';
import { messagesFor } from '../messages/opened.ts';
import { until } from '../peers/discord/person.ts';
import { pressTold } from '../peers/telegram/press-told.ts';
import { buttonNamed, buttonsOf } from '../story/telegram-parts.ts';
import { onTelegram, openChats, photo } from '../surfaces/chats.ts';
import { habitStage } from './habit-stage.ts';

const { format: said } = messagesFor('en', 'telegram');
const chats = openChats({ works: false });

it('where nobody can be told apart from the group, clips are reported and hidden in private chats', async () => {
  const { ana, made } = await habitStage(chats);
  const ben = await onTelegram(chats());
  const mod = await onTelegram(chats());
  const cleo = chats().telegram.person('Cleo');
  const [dan, eve] = [await onTelegram(chats()), await onTelegram(chats())];
  const chat = chats().telegram.group({ admins: [mod], deleting: [mod], restricted: [cleo, eve] });
  ben.text('hello', { chat });
  cleo.text('hello', { chat });
  await ana.send(photo, { chat, caption: '/animate@photoplay_bot zoom visibility:community' });
  const clip = await made(() => ana.sees(chat));
  const body = { ok: false, error_code: 403, description: 'Forbidden: not enough rights' };
  chats().telegram.state.faults.push({
    matches: (method, id) => method === 'sendMessage' && id === chat.id,
    happens: 'before',
    answer: { kind: 'status', status: 403, headers: {}, body },
    times: Number.POSITIVE_INFINITY,
  });
  const report = buttonNamed(clip, 'Report');
  const asked = (person: typeof ana) =>
    until(() =>
      person
        .sees()
        .find((one) => buttonsOf(one).some(({ callback_data: to }) => /^report:/.test(String(to)))),
    );
  const reason = (message: typeof clip) => String(buttonsOf(message)[0]?.['callback_data']);

  ben.press(clip, report);
  const menu = await asked(ben);
  expect(JSON.stringify(menu.keyboard)).not.toContain('hide:');
  ben.press(menu, reason(menu));
  await until(() => menu.text.startsWith('Thanks.'));

  const id = /[A-Za-z0-9_-]{22}/.exec(report)?.[0] ?? '';
  cleo.start(`report-${id}`);
  await asked(cleo);
  // Eve's rights were restricted before she left.
  for (const stranger of [dan, eve]) {
    stranger.start(`report-${id}`);
    await until(() => stranger.sees().find(({ text }) => text.includes(said('failures.not_found'))));
  }

  mod.text('/reports', { chat });
  const list = await until(() => mod.sees().find((one) => JSON.stringify(one.keyboard).includes('hide:')));
  mod.press(
    list,
    String(buttonsOf(list).find(({ callback_data: to }) => /^hide:/.test(String(to)))?.['callback_data']),
  );
  await until(() => clip.deleted);
});

it('who presses in vain is told so alone if possible, though the answer to the press is over and nobody can be told apart', async () => {
  const { ana, made } = await habitStage(chats);
  const ben = await onTelegram(chats());
  const cleo = chats().telegram.person('Cleo');
  const { state } = chats().telegram;
  const chat = chats().telegram.group();
  await ana.send(photo, { chat, caption: '/animate@photoplay_bot zoom visibility:community' });
  const clip = await made(() => ana.sees(chat));
  const shown = ana.sees(chat);
  for (const person of [ben, cleo]) {
    state.faults.push({
      matches: (method) => method === 'getChatMember',
      happens: 'before',
      answer: { kind: 'late', milliseconds: 500 },
      times: 1,
    });
    const told = pressTold(person, clip, buttonNamed(clip, 'Delete'));
    // Too late for a message that only one member of a group sees.
    state.clock.advance(20_000);
    if (person === ben) expect(await told).toContain(said('failures.not_allowed'));
    else await until(() => ana.sees(chat).find(({ text }) => text.includes(said('failures.not_allowed'))));
    expect([...state.queries.values()].at(-1)?.answer?.text).toBe('');
  }
  const before = ana.sees(chat).filter((message) => !shown.includes(message));
  expect(before).toHaveLength(1);
  expect(before[0]).toMatchObject({ onlyFor: null, replyTo: clip });
});
