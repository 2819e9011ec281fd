import { describe, expect, it } from 'vitest';
import { effects as effectsCommand } from '../../commands/effects.ts';
import { parallax } from '../../effects/parallax.ts';
import type { StoredPlan } from '../../src/core/engine.ts';
import { keepRate, type Opinions } from '../../src/core/keep-rate.ts';
import { orderByKeepRate } from '../../src/jobs/rank-models.ts';
import { planFor } from '../../src/jobs/route.ts';
import { keepRatesText, keepRateText } from '../../src/text/names.ts';
import { warningText } from '../../src/text/warning-text.ts';
import { english } from '../messages/opened.ts';
import { actor, request } from '../peers/render-services.ts';
import { order, plan } from '../store/rows.ts';

const opinions = (model: string, count: number, kept: number, effect = 'dance'): Opinions => ({
  ...{ effect, model, count, kept },
});

const plans = (...credits: number[]): StoredPlan[] =>
  credits.map((price, index) => ({ ...plan, engine: 'far', model: 'abc'[index] ?? '', credits: price }));

const ordered = (from: readonly StoredPlan[], ...said: readonly Opinions[]): string =>
  orderByKeepRate(from, said, 'dance', ['here'])
    .map(({ model }) => model)
    .join('');

describe('the model whose clips people keep', () => {
  it.each([
    ['clearly more', 100, 90, 'ba'],
    ['a little more', 100, 70, 'ab'],
    ['more, but few have said so', 19, 19, 'ab'],
    ['more, but hardly enough have said so', 20, 15, 'ab'],
    ['less', 100, 20, 'ab'],
  ])('goes first if they keep %s', (_sentence, count, kept, expected) => {
    expect(ordered(plans(5, 5), opinions('a', 100, 60), opinions('b', count, kept))).toBe(expected);
  });

  it('never goes first where it costs more, or where nobody knows the other one', () => {
    const better = [opinions('a', 100, 50), opinions('b', 100, 95)];
    expect(ordered(plans(5, 6), ...better)).toBe('ab');
    expect(ordered(plans(6, 5), ...better)).toBe('ba');
    expect(ordered(plans(5, 5), opinions('b', 100, 95))).toBe('ab');
    expect(ordered(plans(5, 5), opinions('a', 100, 50, 'hug'), opinions('b', 100, 95, 'hug'))).toBe('ab');
  });

  it('moves by one place, and never around an engine of this machine', () => {
    const best = [opinions('a', 100, 50), opinions('b', 100, 50), opinions('c', 100, 99)];
    expect(ordered(plans(5, 5, 5), ...best)).toBe('acb');
    const [first, second] = plans(0, 0);
    const local = { ...first, engine: 'here' } as StoredPlan;
    expect(ordered([local, second as StoredPlan], opinions('a', 100, 50), opinions('b', 100, 95))).toBe('ab');
  });

  it('is named on the card with the reason', () => {
    const [first] = orderByKeepRate(
      plans(5, 5),
      [opinions('a', 100, 50), opinions('b', 100, 95)],
      'dance',
      [],
    );
    expect(first).toMatchObject({ model: 'b', keptOver: 'a' });
    const engine = { name: 'far', models: () => [], plan: () => ({ ...plan, engine: 'far', model: 'b' }) };
    const services = { engines: [engine as never], effects: [parallax] };
    const candidate = { engine: 'far', model: 'b', credits: 5, keptOver: 'a' };
    const { warnings } = planFor(services, order, [candidate], 0, 7, [{ width: 4, height: 3 }]);
    expect(warnings.map((warning) => warningText(english, warning))).toEqual([
      'With this effect, people keep more clips made with b than with a, so b was chosen.',
    ]);
  });
});

describe('the kept rate of an effect', () => {
  const some = [opinions('a', 40, 30), opinions('b', 60, 57), opinions('c', 2, 0)];

  it('is told once enough people have an opinion, by model where several are known', () => {
    expect(keepRate([opinions('a', 19, 19)], 'dance')).toBeNull();
    expect(keepRateText(english, keepRate([opinions('a', 20, 15)], 'dance') as never)).toBe('75% kept');
    expect(keepRatesText(english, keepRate(some, 'dance') as never)).toBe('85% kept (b 95% and a 75%)');
  });

  it('is in the list of effects', async () => {
    const services = { effects: [parallax], opinions: async () => [opinions('a', 20, 15, 'parallax')] };
    const { effects } = await effectsCommand.run(services, request(actor('ana')), {});
    expect(effects[0]?.kept).toMatchObject({ rate: 0.75, opinions: 20 });
  });
});
