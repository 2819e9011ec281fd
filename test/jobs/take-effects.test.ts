import { expect, it } from 'vitest';
import { effects } from '../../effects/all.ts';
import type { Order } from '../../src/core/order.ts';
import { requireSpeechInTime } from '../../src/jobs/shot-of.ts';
import { order } from '../store/rows.ts';

const fast: Order = { ...order, post: [{ kind: 'speed', factor: 2, ease: 'linear', method: 'blend' }] };

it.each<[string, Partial<Order>]>([
  ['its effect', { effect: 'talking-head' }],
  ['one of its takes', { takes: 2, variants: [{}, { effect: 'talking-head' }] }],
  ['its prompt', { prompt: 'talking' }],
])('lips that move to a sound because of %s keep their speed', (_, more) => {
  const check = (one: Order, sound: boolean) => () =>
    requireSpeechInTime({ effects }, { ...one, sound: sound ? 'S' : null });
  expect(check({ ...fast, ...more }, true)).toThrow('speech_speed');
  for (const without of [check({ ...fast, ...more }, false), check({ ...order, ...more }, true)])
    expect(without).not.toThrow();
  expect(check(fast, true)).not.toThrow();
});
