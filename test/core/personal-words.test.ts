import { describe, expect, it } from 'vitest';
import { parallax } from '../../effects/parallax.ts';
import { recipeOrder } from '../../src/core/clip.ts';
import { planWithoutWords, recipeWithoutWords, withoutWords } from '../../src/core/personal-words.ts';
import type { PostStep } from '../../src/core/post-steps.ts';
import { planRender } from '../../src/engines/local/local-plan.ts';
import { shotOf } from '../../src/jobs/shot-of.ts';
import { order } from '../store/rows.ts';

const post: readonly PostStep[] = [
  { kind: 'title', text: 'Canary' },
  { kind: 'caption', text: 'Canary' },
  { kind: 'watermark', mark: { kind: 'text', text: 'Canary' } },
  { kind: 'deflicker' },
];
const prompt = 'slow zoom, my aunt Canary waves at the lake';
const joined = { clips: ['c1'], jobs: ['j1'], style: 'cut' } as const;
const written = {
  ...{ ...order, prompt, negative: 'no Canary', post, names: { p1: 'Canary.jpg' } },
  refused: [{ kind: 'not_found', facts: { name: 'Canary' }, name: 'Canary.jpg', photos: [1] }],
  variants: [{ effect: 'kiss' }],
  joined: { ...joined, parts: [{ effect: 'kiss', prompt: 'Canary', post }] },
} as const;
const shot = shotOf(parallax, written, 1, [{ width: 640, height: 480 }], [parallax]);
const plan = { ...planRender(shot, null), effectVersion: 1 };
const recipe = {
  ...{ order: recipeOrder(written), effectVersion: 1, engine: 'local', model: 'local-2.5d' },
  ...{ input: { prompt }, post, warnings: plan.warnings },
};

describe('what is left once somebody’s words are erased', () => {
  it.each([
    ['an order', written, withoutWords(written)],
    ['a recipe', recipe, recipeWithoutWords(recipe)],
    ['a plan of this server’s own engine', plan, planWithoutWords(plan)],
  ])('has none of them: %s', (_, before, after) => {
    expect(JSON.stringify(before)).toContain('Canary');
    expect(JSON.stringify(after)).not.toContain('Canary');
  });

  it('is everything else', () => {
    expect(withoutWords(written)).toEqual({
      ...{
        ...order,
        post: [{ kind: 'deflicker' }],
        names: {},
        negative: '',
        refused: [],
        variants: [{ effect: 'kiss' }],
      },
      joined: { ...joined, parts: [{ effect: 'kiss', prompt: '', post: [] }] },
    });
    const kept = planWithoutWords(plan).warnings;
    expect(kept).toEqual(plan.warnings.filter(({ kind }) => kind !== 'words'));
  });

  it('is nothing that no version of this program lists', () => {
    expect(withoutWords({ ...order, ...{ note: 'Canary' } })).toEqual(order);
  });
});
