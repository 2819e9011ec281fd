import { describe, expect, it } from 'vitest';
import { effects } from '../../effects/all.ts';
import type { Consent } from '../../src/core/consent.ts';
import type { Joined } from '../../src/core/joined.ts';
import type { Order } from '../../src/core/order.ts';
import { defaultRules } from '../../src/core/rules.ts';
import { requireOrderAllowed } from '../../src/jobs/community-rules.ts';
import { neededConsent } from '../../src/jobs/order-consent.ts';
import type { Services } from '../../src/jobs/services.ts';
import { predictionEngine } from '../peers/predictions-client.ts';
import { order } from '../store/rows.ts';
import { otherEngine } from './engines.ts';

const remote = predictionEngine('http://127.0.0.1:9');
const local = otherEngine(remote, 'local', 0, true);
const both = { effects, engines: [remote, local] };
const onlyLocal = { effects, engines: [local] };

const joined = (...parts: Joined['parts']): Partial<Order> => ({
  ...{ effect: 'joined', engine: 'local' },
  joined: { clips: [], jobs: [], style: 'cut', parts },
});
const talk = { effect: 'talking-head', prompt: '', post: [] };
const still = { effect: 'parallax', prompt: '', post: [] };

describe('the consent that an order needs', () => {
  it.each<[string, Partial<Order>, Consent | null]>([
    ['a kiss by words', { prompt: 'the two people kiss passionately' }, 'kiss'],
    ['one that happened', { prompt: 'they kissed' }, 'kiss'],
    ['a hug by words', { prompt: 'slow zoom, they embrace' }, 'hug'],
    ['German words', { prompt: 'sie küssen sich' }, 'kiss'],
    ['Spanish words', { prompt: 'se besan' }, 'kiss'],
    ['Portuguese words', { prompt: 'eles se abraçam' }, 'hug'],
    ['Japanese words', { prompt: '二人がキスする' }, 'kiss'],
    ['words of two languages', { prompt: 'slow zoom in, snow falls, sie küssen sich' }, 'kiss'],
    ['both', { prompt: 'they hug and kiss' }, 'kiss'],
    ['a hug beside a kiss', { effect: 'kiss', prompt: 'they hug' }, 'kiss'],
    [
      'one take of several',
      { takes: 2, variants: [{ engine: 'local' }, { engine: remote.name }], prompt: 'a kiss' },
      'kiss',
    ],
    ['somebody else’s photo', { foreignPhoto: true, prompt: 'a kiss' }, 'kiss'],
    [
      'a motion that has no room beside the effect',
      { effect: 'product-spin', foreignPhoto: true, prompt: 'she smiles' },
      'person',
    ],
    ['the local engine by name', { engine: 'local', prompt: 'a kiss' }, null],
    ['its model by name', { model: 'local-model', prompt: 'a kiss' }, null],
    ['a city', { prompt: 'a street in Beijing at night' }, null],
    ['a talk', { prompt: 'eine Diskussion' }, null],
  ])('%s', (_, more, consent) => {
    expect(neededConsent(both, { ...order, ...more })).toBe(consent);
  });

  it('ignores words that only the local engine reads', () => {
    expect(neededConsent(onlyLocal, { ...order, prompt: 'they kiss' })).toBeNull();
  });

  it('is two where lips are given words and the prompt a kiss', () => {
    const wish = { ...order, effect: 'talking-head', prompt: 'they kiss' };
    expect(() => neededConsent(both, { ...wish, sound: 'S' })).toThrow('two_consents');
  });

  it('for joined clips is for the voice that moving lips get', () => {
    const asked = (more: Partial<Order>, sound = true) =>
      neededConsent(both, { ...order, ...more, sound: sound ? 'S' : null });
    expect(asked(joined(still, talk))).toBe('voice');
    expect(asked(joined(still, { ...still, prompt: 'she is talking' }))).toBe('voice');
    expect(asked({ ...joined(still, talk), foreignPhoto: true }, false)).toBeNull();
    expect(asked(joined(still, still))).toBeNull();
  });

  it('doesn’t turn on what a server turned off', () => {
    const under = (services: Pick<Services, 'effects' | 'engines'>, wish: Partial<Order>) => () =>
      requireOrderAllowed(
        services as Services,
        { rules: defaultRules },
        {},
        { ...order, prompt: 'they kiss', ...wish },
      );
    expect(under(both, {})).toThrow(
      expect.objectContaining({ kind: 'effect_off', facts: { effect: 'kiss' } }),
    );
    expect(under(both, { engine: 'local' })).not.toThrow('effect_off');
    expect(under(onlyLocal, {})).not.toThrow('effect_off');
    const parts = joined(still, { ...still, prompt: 'they kiss' });
    expect(under(both, { ...parts, prompt: '' })).toThrow('effect_off');
  });
});
