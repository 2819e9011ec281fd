import { describe, expect, it } from 'vitest';
import { until } from '../peers/discord/person.ts';
import type { Fault } from '../peers/telegram/faults.ts';
import type { Person } from '../peers/telegram/person.ts';
import type { Telegram } from '../peers/telegram/telegram.ts';
import { quickStand } from './quick-stand.ts';
import { builtInDatabase } from './service.ts';
import { buttonNamed, photo, said, short } from './telegram-parts.ts';
import { telegramStand } from './telegram-stand.ts';

type Stand = { readonly telegram: Telegram };

const cat = () => photo('cat-chelsea.jpg');

/** Something that happens to the next clip sent to somebody. */
const lose = ({ telegram }: Stand, person: Person, what: Pick<Fault, 'happens' | 'answer'>): Fault => {
  const matches = (method: string, chat: number | null): boolean =>
    method === 'sendVideo' && chat === person.home.id;
  const fault = { ...what, matches, times: 1 };
  telegram.state.faults.push(fault);
  return fault;
};

describe('a clip comes to Telegram once', () => {
  const { telegram: stand } = quickStand();

  it('for an update that comes twice and a button that is pressed twenty times', async () => {
    const ana = await stand.ana();
    await ana.send(await cat(), { caption: short });
    stand.telegram.again('message');
    const first = await stand.clipIn(() => ana.sees());
    stand.telegram.again('message');
    const queries = Array.from({ length: 20 }, () => ana.press(first, buttonNamed(first, 'Reroll')));
    stand.telegram.again('callback_query');
    const second = await stand.clipIn(() => ana.sees(), [first]);
    for (const query of queries) await until(() => query.answer);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([first, second]);
  });

  it('when Telegram takes the clip but its answer is lost', async () => {
    const ana = await stand.ana();
    lose(stand, ana, { happens: 'after', answer: { kind: 'reset' } });
    await ana.send(await cat(), { caption: short });
    const clip = await stand.clipIn(() => ana.sees());
    const told = await stand.told(() => ana.sees(), said('chat.unconfirmed'));
    expect(stand.telegram.state.faults.at(-1)?.times).toBe(0);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([clip]);
    ana.press(told, buttonNamed(told, 'Show'));
    await stand.clipIn(() => ana.sees(), [clip]);
    await until(() => told.deleted);
  });

  it.each([
    ['is refused with 502', 'before', { kind: 'status', status: 502, body: 'bad gateway', headers: {} }],
    ['meets a reset', 'before', { kind: 'reset' }],
    ['is lost after it was taken', 'after', { kind: 'reset' }],
    ['is never answered', 'after', { kind: 'late', milliseconds: 60_000 }],
    [
      'is refused with 502 again and again',
      'before',
      { kind: 'status', status: 502, body: '', headers: {} },
      3,
    ],
  ] as const)('also when the first word about it %s', async (_what, happens, answer, times: number = 1) => {
    const ana = await stand.ana();
    const matches = (method: string, chat: number | null): boolean =>
      method === 'sendMessage' && chat === ana.home.id;
    stand.telegram.state.faults.push({ matches, happens, answer, times });
    await ana.send(await cat(), { caption: short });
    const clip = await stand.clipIn(() => ana.sees());
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([clip]);
    // What was said stays true: nothing goes on promising what has come.
    const promises = /Queued|Rendering|Finishing|Sending|Next up|in queue/;
    const asked = ana.sees().filter(({ replyTo }) => replyTo?.text === '/queue');
    for (const message of ana.sees())
      if (!asked.includes(message)) expect(message.text).not.toMatch(promises);
  });
});

describe('a clip comes to Telegram once although the service is killed', () => {
  const stand = telegramStand('polling', builtInDatabase);

  it('after Telegram took the clip', async () => {
    const ana = await stand.ana();
    lose(stand, ana, { happens: 'after', answer: { kind: 'late', milliseconds: 600_000 } });
    await ana.send(await cat(), { caption: short });
    const clip = await stand.clipIn(() => ana.sees());
    await stand.kill();
    await stand.start();
    await stand.told(() => ana.sees(), said('chat.unconfirmed'), 100);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([clip]);
  });

  // The one window there is: from the note that a clip is being sent until Telegram has all of it.
  it('or not at all, but told of, while Telegram takes the clip', async () => {
    const ana = await stand.ana();
    const fault = lose(stand, ana, { happens: 'before', answer: { kind: 'late', milliseconds: 600_000 } });
    await ana.send(await cat(), { caption: short });
    await until(() => fault.times === 0, 100);
    await stand.kill();
    await stand.start();
    const told = await stand.told(() => ana.sees(), said('chat.unconfirmed'), 100);
    await stand.idle(ana);
    expect(stand.clipsIn(ana.sees())).toEqual([]);
    ana.press(told, buttonNamed(told, 'Show'));
    await stand.clipIn(() => ana.sees());
  });
});
