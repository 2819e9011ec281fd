import { expect, it } from 'vitest';
import { amountsIn } from '../../src/text/amounts.ts';
import { failureText } from '../../src/text/failure-text.ts';
import { messagesFor } from '../messages/opened.ts';

const counts = [0, 1, 2, 5] as const;

it.each([
  [
    'en',
    [
      '0 effects to choose from.',
      '1 effect to choose from.',
      '2 effects to choose from.',
      '5 effects to choose from.',
    ],
    ['Gave Ana 0 credits', 'Gave Ana 1 credit;', 'Gave Ana 2 credits', 'Gave Ana 5 credits'],
  ],
  [
    'de',
    ['0 Effekte zur Auswahl.', '1 Effekt zur Auswahl.', '2 Effekte zur Auswahl.', '5 Effekte zur Auswahl.'],
    ['Ana hat 0 Credits', 'Ana hat 1 Credit ', 'Ana hat 2 Credits', 'Ana hat 5 Credits'],
  ],
  [
    'es',
    ['0 efectos para elegir.', '1 efecto para elegir.', '2 efectos para elegir.', '5 efectos para elegir.'],
    ['Ana recibió 0 créditos', 'Ana recibió 1 crédito ', 'Ana recibió 2 créditos', 'Ana recibió 5 créditos'],
  ],
  [
    'pt-BR',
    [
      '0 efeito para escolher.',
      '1 efeito para escolher.',
      '2 efeitos para escolher.',
      '5 efeitos para escolher.',
    ],
    ['Ana recebeu 0 crédito ', 'Ana recebeu 1 crédito ', 'Ana recebeu 2 créditos', 'Ana recebeu 5 créditos'],
  ],
  [
    'ja',
    [0, 1, 2, 5].map((count) => `${count}種類のエフェクトから選べます。`),
    [0, 1, 2, 5].map((count) => `Anaに${count}クレジットを渡しました`),
  ],
])('%s counts none, one, two and five', (locale, effects, credits) => {
  const { format } = messagesFor(locale);
  expect(counts.map((count) => format('replies.effects', { count }))).toEqual(effects);
  for (const [index, count] of counts.entries())
    expect(format('replies.granted', { owner: 'Ana', credits: count, left: 9 })).toContain(credits[index]);
});

it.each([
  ['en', '12,345 credits', 'took 2 min 5 sec', '1.5 sec'],
  ['de', '12.345 Credits', 'hat 2 Min., 5 Sek. gedauert', '1,5 Sek.'],
  ['es', '12.345 créditos', 'tardó 2 min 5 s', '1,5 s'],
  ['pt-BR', '12.345 créditos', 'levou 2 min 5 s', '1,5 s'],
  ['ja', '12,345クレジット', '所要時間 2 分5 秒', '1.5 秒'],
])('%s writes numbers and times its own way', (locale, amount, took, seconds) => {
  const { format } = messagesFor(locale);
  const { duration } = amountsIn(locale);
  const given = format('replies.granted', { owner: 'Ana', credits: 12_345, left: 9 });
  expect(given).toContain(amount);
  expect(format('card.took', { duration: duration(125) }).replaceAll(/\s/g, ' ')).toBe(took);
  expect(duration(1.5).replaceAll(/\s/g, ' ')).toBe(seconds);
});

it.each([
  ['de', 'am 01.12.2026, 00:00 UTC'],
  ['es', 'el 1 dic 2026, 0:00 UTC'],
  ['pt-BR', 'em 1 de dez. de 2026, 00:00 UTC'],
  ['ja', '2026/12/01 0:00 UTCに'],
])('%s tells when budgets open again', (locale, when) => {
  const text = failureText(messagesFor(locale), {
    kind: 'budget_spent',
    facts: { period: 'month', resets: '2026-12-01 00:00 UTC' },
  });
  expect(text).toContain(when);
});
