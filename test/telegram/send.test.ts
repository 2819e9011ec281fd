import { describe, expect, it } from 'vitest';
import { Closed, TooLarge, Unsure } from '../../adapters/chat/delivery-steps.ts';
import { openSend, type SendKind } from '../../adapters/telegram/send.ts';
import { type Gate, openGate } from '../../adapters/telegram/send-gate.ts';
import { type Payload, Refused, type TelegramApi, Unanswered } from '../../adapters/telegram/telegram-api.ts';
import { Failure } from '../../src/core/failure.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** An API that answers as told, and writes down what it was asked. */
const scripted = (answers: readonly (Error | string)[]) => {
  const asked: Payload[] = [];
  const api: TelegramApi = {
    call: async (_method, payload) => {
      const answer = answers[asked.push(payload) - 1] ?? 'done';
      if (answer instanceof Error) throw answer;
      return answer;
    },
    fileUrl: (path) => path,
    isLocal: false,
  };
  const send = openSend(api, openGate(), quiet);
  const say = (kind: SendKind, payload: Payload = { chat_id: 1, reply_parameters: { message_id: 7 } }) =>
    send('sendMessage', payload, kind);
  return { asked, say };
};
const refused = (code: number, text = 'no', wait: number | null = null, movedTo: number | null = null) =>
  new Refused(code, text, wait, movedTo);
const lost = new Unanswered('ECONNRESET', true);
const unreached = new Unanswered('ECONNREFUSED', false);

describe.concurrent('what is sent to Telegram', () => {
  it('waits as long as it is asked to, and then goes', async () => {
    const { asked, say } = scripted([refused(429, 'later', 1)]);
    const began = performance.now();
    expect(await say('once')).toBe('done');
    expect(performance.now() - began).toBeGreaterThanOrEqual(990);
    expect(asked).toHaveLength(2);
  });

  it.each([lost, refused(502, 'Bad Gateway')])('is not said twice when nobody knows: %s', async (error) => {
    const { asked, say } = scripted([error]);
    await expect(say('once')).rejects.toBeInstanceOf(Unsure);
    expect(asked).toHaveLength(1);
  });

  it('is said again where that changes nothing, or where it certainly was not heard', async () => {
    expect(await scripted([lost, refused(500)]).say('repeatable')).toBe('done');
    expect(await scripted([unreached, unreached]).say('once')).toBe('done');
  });

  it('is given up for now when Telegram stays away', async () => {
    const { say } = scripted(Array.from({ length: 9 }, () => unreached));
    const failure = await say('once').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ kind: 'unavailable', facts: { name: 'Telegram' } });
  });

  it.each([
    [refused(403, 'Forbidden: bot was blocked by the user'), Closed],
    [refused(400, 'Bad Request: chat not found'), Closed],
    [refused(413, 'Request Entity Too Large'), TooLarge],
  ])('knows a closed way: %s', async (error, kind) => {
    await expect(scripted([error]).say('once')).rejects.toBeInstanceOf(kind);
  });

  it('follows a group to where it went, and means none of its old messages there', async () => {
    const moved = refused(400, 'Bad Request: group chat was upgraded', null, 2);
    const { asked, say } = scripted([moved]);
    expect(await say('once')).toBe('done');
    expect(asked.at(-1)).toEqual({ chat_id: 2, reply_parameters: undefined });
    const old = { chat_id: 1, message_id: 7 };
    await expect(scripted([moved]).say('repeatable', old)).rejects.toBeInstanceOf(Closed);
  });
});

describe.concurrent('after Telegram has said that it is too much', () => {
  const began = performance.now();
  const times = (gate: Gate, chats: readonly number[]) =>
    Promise.all(chats.map((chat) => gate.pass(chat, async () => performance.now() - began)));
  const ten = Array.from({ length: 10 }, (_, chat) => chat + 2);

  it('everybody goes in step, and nobody is forgotten', async () => {
    const gate = openGate();
    const now = performance.now() - began;
    gate.flooded(1, 0);
    const went = await times(gate, ten);
    expect(Math.min(...went)).toBeGreaterThanOrEqual(now + 990);
    expect(Math.max(...went)).toBeGreaterThanOrEqual(now + 990 + 9 * 39);
  });

  it.each([
    ['chat', 1, 1_000],
    ['group', -1, 3_000],
  ])('a %s that was refused goes in step too', async (_, chat, step) => {
    const gate = openGate();
    const now = performance.now() - began;
    gate.flooded(chat, 0.1);
    // Turns are as planned, however late a busy machine takes one.
    const [first = 0, second = 0] = await times(gate, [chat, chat]);
    expect(first).toBeGreaterThanOrEqual(now + 990);
    expect(second).toBeGreaterThanOrEqual(now + 980 + step);
  });

  it('writes of one chat keep their order', async () => {
    const gate = openGate();
    gate.flooded(1, 0.1);
    const went: number[] = [];
    const write = (number: number) => gate.pass(1, async () => void went.push(number));
    await Promise.all([write(1), write(2), write(3)]);
    expect(went).toEqual([1, 2, 3]);
  });

  it('everybody waits as long as several are told to', async () => {
    const gate = openGate();
    const now = performance.now() - began;
    for (const chat of [1, 2, 3]) gate.flooded(chat, 2);
    const [went = 0] = await times(gate, [4]);
    expect(went).toBeGreaterThanOrEqual(now + 1_990);
  });

  it('what waited for long goes in step before anybody is refused', async () => {
    const gate = openGate();
    const now = performance.now() - began;
    gate.slowDown();
    const went = await times(gate, ten);
    expect(Math.max(...went)).toBeGreaterThanOrEqual(now + 9 * 39);
  });
});
