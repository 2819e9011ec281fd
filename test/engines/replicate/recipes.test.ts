import { expect, test } from 'vitest';
import { effects } from '../../../effects/all.ts';
import type { Effect } from '../../../src/core/effect.ts';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';
import { onePhoto, planning, shotOf, twoPhotos } from './shots.ts';

const every: readonly Effect[] = effects;
const recipes = every.flatMap((effect) => effect.models.map((recipe) => ({ effect, recipe })));

test.each(every)('$name has recipes, each for another model', ({ models }) => {
  expect(models.length).toBeGreaterThan(0);
  expect(new Set(models.map(({ model }) => model)).size).toBe(models.length);
});

test.each(recipes)('$effect.name on $recipe.model can be filmed and has a reason', ({ effect, recipe }) => {
  const model = catalogue.find(({ name }) => name === recipe.model);
  expect(model?.name).toBe(recipe.model);
  if (recipe.preset !== null) expect(Object.keys(model?.presets ?? {})).toContain(recipe.preset);
  expect(recipe.reason).toMatch(/^\S.{5,59}$/);
  const photos = effect.needs.photos === 2 ? twoPhotos : onePhoto;
  const shot = shotOf({ prompt: effect.prompt, photos, models: effect.models });
  const { input } = planning.plan(shot, recipe.model);
  expect(Object.values(Object(Object(input).photos))).toEqual(photos.map((_, index) => index));
  if (recipe.preset !== null)
    expect(Object(input).input).toMatchObject(model?.presets[recipe.preset]?.fields ?? { none: true });
});

test.each([
  ['old-photo', 'seedance-1-pro-fast', 10],
  ['kiss', 'wan-2.7', 40],
  ['crush', 'wan-2.1-i2v-480p', 45],
  ['anime', 'pixverse-5', 40],
  ['dance', 'hailuo-3', 32],
] as const)('%s goes to %s by itself, for %d credits', (name, model, credits) => {
  const effect = every.find((entry) => entry.name === name);
  const photos = effect?.needs.photos === 2 ? twoPhotos : onePhoto;
  const shot = shotOf({
    prompt: effect?.prompt ?? '',
    models: effect?.models ?? [],
    seconds: effect?.defaults.seconds ?? 0,
    motion: effect?.defaults.motion ?? 'high',
    photos,
  });
  expect(planning.plan(shot, null)).toMatchObject({ model, credits });
});

test('an old photo is moved little, and its camera not at all', () => {
  const effect = every.find((entry) => entry.name === 'old-photo');
  const shot = shotOf({ prompt: effect?.prompt ?? '', models: effect?.models ?? [], motion: 'low' });
  expect(planning.plan(shot, null).input).toMatchObject({
    input: {
      prompt:
        'The person in the old photo comes gently alive: breathes, blinks, tilts the head slightly. The camera is fixed. Movement is slight and slow.',
      camera_fixed: true,
    },
  });
});

test.each(['kiss', 'hug'])('a %s of two people in one photo speaks of no second photo', (name) => {
  const effect = every.find((entry) => entry.name === name);
  const asked = (photos: typeof onePhoto): string => {
    const shot = shotOf({ prompt: effect?.prompt ?? '', models: effect?.models ?? [], photos });
    return Object(Object(planning.plan(shot, null).input).input).prompt;
  };
  expect(asked(onePhoto)).toMatch(/^The two people /);
  expect(asked(twoPhotos)).toMatch(/^The first person turns/);
});

const allowed = [
  'https://huggingface.co/Remade-AI/Squish/resolve/main/squish_18.safetensors',
  'https://huggingface.co/Remade-AI/Inflate/resolve/main/inflate_20_epochs.safetensors',
  'https://huggingface.co/Remade-AI/Deflate/resolve/main/deflate_20_epochs.safetensors',
  'https://huggingface.co/Remade-AI/Rotate/resolve/main/rotate_20_epochs.safetensors',
];

test('the catalogue names four addresses and no more', () => {
  const found = JSON.stringify(catalogue).match(/https?:[^"]+/g);
  expect(found).toEqual(allowed);
});

test('no model has its own checks turned off', () => {
  expect(JSON.stringify(catalogue)).not.toMatch(/disable_safety\w+":true/);
  for (const { ref, forced } of catalogue)
    if (ref === 'prunaai/p-video') expect(forced['disable_safety_filter']).toBe(false);
});
