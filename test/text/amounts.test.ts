import { expect, it } from 'vitest';
import { amountsIn } from '../../src/text/amounts.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { cardText } from '../../src/text/reply-text.ts';
import { plainWriting } from '../../src/text/writing.ts';
import { messagesFor } from '../messages/opened.ts';

it.each([
  ['en', '2 min 5 sec', '1.5 sec', '12,345', '38%', 'Replicate and Kling', '$1.20'],
  ['de', '2 Min., 5 Sek.', '1,5 Sek.', '12.345', '38 %', 'Replicate und Kling', '1,20 $'],
  ['es', '2 min 5 s', '1,5 s', '12.345', '38 %', 'Replicate y Kling', '1,20 US$'],
  ['pt', '2 min 5 s', '1,5 s', '12.345', '38%', 'Replicate e Kling', 'US$ 1,20'],
  ['ja', '2 分5 秒', '1.5 秒', '12,345', '38%', 'Replicate、Kling', '$1.20'],
])('%s writes lengths of time, numbers, lists and money its own way', (locale, ...written) => {
  const { duration, number, percent, list, dollars } = amountsIn(locale);
  const shown = [duration(125), duration(1.5), number(12_345), percent(0.38)];
  expect(
    [...shown, list(['Replicate', 'Kling']), dollars(120)].map((text) => text.replaceAll(/\s/g, ' ')),
  ).toEqual(written);
});

it.each([
  [0, 'now'],
  [59, '59 seconds ago'],
  [60, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [3_600, '1 hour ago'],
  [86_400, 'yesterday'],
])('an age of %i seconds is told in the largest whole unit', (seconds, told) => {
  expect(amountsIn('en').ago(seconds)).toBe(told);
});

it.each([
  [60, '1 min 0 sec'],
  [119.4, '1 min 59 sec'],
  [119.6, '2 min 0 sec'],
])('no length of time has 60 seconds beside its minutes: %f', (seconds, told) => {
  expect(amountsIn('en').duration(seconds)).toBe(told);
});

it.each([
  ['en', 'Dec 1, 2026, 12:00 AM UTC'],
  ['de', '01.12.2026, 00:00 UTC'],
  ['es', '1 dic 2026, 0:00 UTC'],
  ['pt-BR', '1 de dez. de 2026, 00:00 UTC'],
  ['ja', '2026/12/01 0:00 UTC'],
])('%s tells when budgets open again', (locale, when) => {
  const facts = { period: 'month', resets: '2026-12-01 00:00 UTC' };
  const text = failureText(messagesFor(locale), { kind: 'budget_spent', facts });
  expect(text.replaceAll(/\s/g, ' ')).toContain(when);
});

it.each([
  [['Replicate', 'Kuaishou (Kling)'], 'kling-2.5 · ', 'Replicate und Kuaishou (Kling)'],
  [['operator'], 'kling-2.5 · ', 'Dein Foto wird an den GPU-Server des Betreibers gesendet.'],
  [null, 'kling-2.5 · ', ''],
])('names the model and who sees the photo: %j', (dataGoesTo, model, seers) => {
  const as = (text: string): string => text;
  const markup = { ...plainWriting('de'), strong: as, small: as, quoted: as, when: String };
  const card = cardText(
    { messages: messagesFor('de'), markup },
    {
      ...{ id: 'job', state: 'generating', outcome: null, failure: null, effect: 'hug', engine: 'replicate' },
      ...{
        model: 'kling-2.5',
        local: false,
        dataGoesTo,
        credits: 0,
        seed: 1,
      },
      ...{ visibility: 'community', queuePosition: null, fraction: 0.38, readyAt: null, clips: [] },
    },
  );
  expect(card).toContain(model);
  expect(card).toContain(seers);
});
