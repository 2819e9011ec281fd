import { expect, it } from 'vitest';
import { takePaths } from '../../adapters/terminal/take-paths.ts';
import { clipRow } from '../store/rows.ts';

const made = (changes: object, model = 'local', post: object[] = []) => {
  const { recipe } = clipRow('job', 1);
  return { recipe: { ...recipe, model, post, order: { ...recipe.order, ...changes } } } as never;
};
const all = made({}, 'local', [{ kind: 'beside', clips: [], labels: [] }]);

it('names takes by what they differ in', () => {
  const ratios = [made({ ratio: '16:9' }), made({ ratio: '9:16' })];
  expect(takePaths('a/cat.mp4', ratios)).toEqual(['a/cat-16x9.mp4', 'a/cat-9x16.mp4']);
  const effects = [all, made({ effect: 'old-photo' }), made({ effect: 'kiss' }, 'Kling 2.1/pro')];
  expect(takePaths('cat.mp4', effects)).toEqual([...['cat.mp4', 'cat-old-photo.mp4', 'cat-kiss.mp4']]);
  const models = [all, made({}), made({}, 'Kling 2.1/pro')];
  expect(takePaths('cat.mp4', models)).toEqual(['cat.mp4', 'cat-local.mp4', 'cat-Kling-2.1-pro.mp4']);
  const mixed = [made({ ratio: '1:1' }), made({ ratio: '9:16' }), made({ ratio: '1:1' }, 'x')];
  expect(takePaths('cat.mp4', mixed)[2]).toBe('cat-x-1x1.mp4');
  expect(takePaths('cat.gif', [all, made({ seed: 7 }), made({ seed: 8 })])).toEqual([
    ...['cat.gif', 'cat-seed7.gif', 'cat-seed8.gif'],
  ]);
});

it('numbers takes after the best one, and those that nothing tells apart', () => {
  expect(takePaths('cat.mp4', [made({})])).toEqual(['cat.mp4']);
  expect(takePaths('cat.mp4', [made({ seed: 1 }), made({ seed: 2 })])).toEqual(['cat.mp4', 'cat-take2.mp4']);
});
