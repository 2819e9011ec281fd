import { expect, it } from 'vitest';
import { namesOf } from '../../adapters/web/play/takes-card.ts';
import type { Clip } from '../../src/core/clip.ts';
import { english } from '../messages/opened.ts';
import { clipRow } from '../store/rows.ts';

const made = (changes: object, post: object[] = []): Clip => {
  const { recipe, ...row } = clipRow('job', 1);
  return { ...row, recipe: { ...recipe, post, order: { ...recipe.order, ...changes } } } as never;
};

it('clips of a job are named by what they differ in, and only takes are compared by how steady they are', () => {
  expect(namesOf(english, [made({ seed: 1 }), made({ seed: 2 })])).toEqual({
    ...{ names: ['Take 1 of 2', 'Take 2 of 2'], takes: true },
  });
  expect(namesOf(english, [made({ photos: ['a'] }), made({ photos: ['b'] })])).toEqual({
    ...{ names: ['Clip 1 of 2', 'Clip 2 of 2'], takes: false },
  });
  const all = made({}, [{ kind: 'beside', clips: ['a', 'b'], labels: [] }]);
  expect(namesOf(english, [all, made({ effect: 'snow' }), made({ effect: 'rain' })])).toEqual({
    ...{ names: ['2 clips side by side', 'Snow', 'Rain'], takes: false },
  });
  const shapes = [made({ ratio: '16:9' }), made({ ratio: 'photo' })];
  expect(namesOf(english, shapes).names).toEqual(['16:9', 'Original']);
});
