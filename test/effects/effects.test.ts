import { expect, test } from 'vitest';
import { effects } from '../../effects/all.ts';
import { cameras, tones } from '../../src/core/order.ts';
import { understand } from '../../src/core/words/understand.ts';
import { order } from '../engines/local/studio.ts';

test('every effect has a name of its own', () => {
  const names = effects.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test.each(effects)('$name is pure and plain data', ({ local }) => {
  expect(local(order)).toEqual(local(order));
  expect(JSON.parse(JSON.stringify(local(order)))).toEqual(local(order));
});

test.each(effects)('a named camera replaces the moves of $name', ({ local }) => {
  for (const camera of cameras) {
    const { moves } = local({ ...order, camera });
    const [kind = '', way = ''] = camera.split('-');
    if (camera === 'still') expect(moves).toEqual([]);
    else expect(moves).toMatchObject([{ kind }]);
    for (const { amount } of moves) expect(amount > 0).toBe(['in', 'right', 'up'].includes(way));
  }
});

test('the order’s camera wins over its words', () => {
  const [effect] = effects;
  const moves = effect?.local({ ...order, prompt: 'pan left', camera: 'zoom-in' }).moves;
  expect(moves).toMatchObject([{ kind: 'zoom' }]);
  expect(effect?.local({ ...order, prompt: 'pan left' }).moves).toMatchObject([{ kind: 'pan' }]);
});

test('an old photo is hardly moved, and takes the tone it is given', () => {
  const oldPhoto = effects.find(({ name }) => name === 'old-photo');
  for (const tone of tones) {
    const recipe = oldPhoto?.local({ ...order, tone, motion: 'low' });
    expect(recipe?.restoration).toMatchObject({ tone });
    expect(recipe?.depth).toBeLessThan(0.4);
    expect(recipe?.restoration?.denoise).toBeLessThanOrEqual(0.5);
  }
});

test.each([
  ['slowly zoom in on her face', 'zoom-in'],
  ['the camera zooms out', 'zoom-out'],
  ['pull back to show the valley', 'zoom-out'],
  ['pan left along the wall', 'pan-left'],
  ['Pan to the left', 'pan-left'],
  ['a slow pan', 'pan-right'],
  ['tilt down', 'tilt-down'],
  ['tilting slowly up to the sky', 'tilt-up'],
  ['the camera rolls right', 'roll-right'],
  ['the camera holds still', 'still'],
  ['orbit around the cup', 'orbit-right'],
  ['orbit to the left', 'orbit-left'],
  ['dolly back', 'dolly-out'],
  ['dolly in', 'dolly-in'],
  ['still camera, only the leaves move', 'still'],
  ['the still lake glitters', null],
  ['a panda in a pantry', null],
  ['she tilts her head', null],
  ['he rolls left on the grass', null],
  ['', null],
] as const)('“%s” asks for the camera %s', (prompt, camera) => {
  expect(understand(prompt).camera).toBe(camera);
});

test('slow words slow down and fast words speed up', () => {
  expect(understand('a gentle breeze').pace).toBeLessThan(1);
  expect(understand('fast zoom').pace).toBeGreaterThan(1);
  expect(understand('a slowness of breakfast').pace).toBe(1);
});
