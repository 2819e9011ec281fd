import { describe, expect, it } from 'vitest';
import { animate } from '../../commands/animate.ts';
import { recipeOrder } from '../../src/core/clip.ts';
import { orderOfTake } from '../../src/core/order.ts';
import { changesFrom } from '../../src/core/order-values.ts';
import { parseValues } from '../../src/core/parse.ts';
import { requestedTakes, variety } from '../../src/core/variants.ts';
import { sentence } from '../../src/text/sentence.ts';
import { english } from '../messages/opened.ts';
import { order } from '../store/rows.ts';

const read = (ratio: string) => parseValues(animate, { ratio, photos: [{ path: 'a', name: 'a' }] }, {}).ratio;

const nothing = { takes: null, ratio: null, compare: null };
const named = (effect: string) => (effect === 'parallax' ? null : { effect });

describe('several ratios', () => {
  it('are read from a list, each once', () => {
    expect(read('16:9, 9:16,16:9')).toEqual(['16:9', '9:16']);
    expect(read('1:1')).toEqual(['1:1']);
  });

  it('are refused by name, or because they are too many', () => {
    expect(() => read('16:9,9:61')).toThrowError(expect.objectContaining({ kind: 'unknown_choice' }));
    expect(() => read(' ,')).toThrowError(expect.objectContaining({ kind: 'missing_option' }));
  });

  it('are one take each, and not together with takes of several seeds', () => {
    expect(requestedTakes({ ...nothing, ratio: ['16:9', '9:16'] }, named)).toEqual({
      takes: 2,
      variants: [{ ratio: '16:9' }, { ratio: '9:16' }],
    });
    expect(requestedTakes({ ...nothing, takes: 3, ratio: ['9:16'] }, named)).toEqual({ takes: 3 });
    expect(() => requestedTakes({ ...nothing, takes: 2, ratio: ['16:9', '9:16'] }, named)).toThrowError(
      expect.objectContaining({ kind: 'takes_and_variants' }),
    );
  });
});

describe('a comparison', () => {
  it('begins with the order itself, then each other effect or model', () => {
    expect(requestedTakes({ ...nothing, compare: ['snow', 'parallax', 'rain'] }, named)).toEqual({
      takes: 3,
      variants: [{}, { effect: 'snow' }, { effect: 'rain' }],
      compare: true,
    });
  });

  it('may be of seeds, and is refused without others', () => {
    expect(requestedTakes({ ...nothing, compare: ['takes'] }, named)).toEqual({ takes: 3, compare: true });
    expect(() => requestedTakes({ ...nothing, compare: ['parallax'] }, named)).toThrowError(
      expect.objectContaining({ kind: 'compare_same', facts: { value: 'parallax' } }),
    );
    expect(() => requestedTakes({ ...nothing, takes: 2, compare: ['snow'] }, named)).toThrowError(
      expect.objectContaining({ kind: 'takes_and_variants' }),
    );
  });
});

describe('the order of one take', () => {
  const many = { ...order, takes: 2, variants: [{ ratio: '16:9' }, { ratio: '9:16' }] } as const;

  it('has its variant and nothing of the others', () => {
    expect(orderOfTake(many, 2)).toEqual({ ...order, takes: 2, ratio: '9:16' });
    expect(recipeOrder(orderOfTake(many, 1))).toEqual(recipeOrder({ ...order, ratio: '16:9' }));
  });

  it('is what a clip made from it is compared with', () => {
    expect(changesFrom(many, { ...order, ratio: '9:16', seed: 8 }).map(({ option }) => option)).toEqual([
      'seed',
    ]);
  });
});

it('a comparison of effects is announced without the name of one of them, one of models with it', () => {
  const said = (variants: readonly object[]) => {
    const values = { effect: 'parallax', takes: 2, ...variety({ effect: 'parallax', variants }) };
    return [
      sentence(english, { key: 'accepted', values: { ...values, seed: 7 } }),
      sentence(english, { key: 'finished', values: { ...values, credits: 0 } }),
    ];
  };
  expect(said([{}, { effect: 'snow' }])).toEqual([
    'Rendering 2 clips with different effects (seed 7).',
    '2 clips with different effects are ready.',
  ]);
  expect(said([{}, { model: 'kling-3' }])[1]).toBe('2 Parallax clips are ready.');
});
