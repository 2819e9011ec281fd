import { describe, expect, test } from 'vitest';
import { readEntries } from '../../../src/engines/replicate/models/entries.ts';
import {
  catalogue,
  shippedEntries,
  shippedProblems,
} from '../../../src/engines/replicate/models/shipped-models.ts';

const whole = {
  name: 'own',
  ref: 'somebody/model',
  first: 'image',
  length: { field: 'duration', seconds: [10, 5] },
  size: { field: 'resolution', tiers: [{ resolution: '720p', value: '720p', usd: 0.1 }] },
  median: 60,
  licence: 'MIT',
  dataGoesTo: ['Replicate'],
};

const read = (...given: readonly object[]) => readEntries(given, shippedEntries);

describe('entries of models', () => {
  test('that come with the package are all right', () => {
    expect(shippedProblems).toEqual([]);
    const names = catalogue.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('describe a model in full, with the shortest length first', () => {
    const { entries, problems } = read(whole);
    expect(problems).toEqual([]);
    expect(entries[0]?.model).toMatchObject({
      name: 'own',
      length: { kind: 'choice', options: [{ seconds: 5 }, { seconds: 10 }] },
      per: 'second',
      last: null,
      presets: {},
      commercial: null,
    });
  });

  test('of a known name correct that one, and begin as a copy of the one they extend', () => {
    const { entries } = read(
      { name: 'kling-3', median: 300 },
      { name: 'kling-4', extends: 'kling-3', ref: 'kwaivgi/kling-v4-video' },
    );
    const kling = catalogue.find(({ name }) => name === 'kling-3');
    expect(entries.map(({ model }) => model)).toEqual([
      { ...kling, median: 300 },
      { ...kling, name: 'kling-4', ref: 'kwaivgi/kling-v4-video', median: 300 },
    ]);
  });

  test.each([
    ['nothing but a name', { name: 'own' }, 'ref', 'is missing'],
    ['an address as its ref', { ...whole, ref: 'https://example.org/x' }, 'ref', /^must be owner\/name/],
    ['a short version', { ...whole, ref: 'a/b:abc' }, 'ref', /64 hexadecimal digits/],
    ['a field nobody knows', { ...whole, colour: 'red' }, 'colour', 'is not a field of an entry'],
    ['no lengths', { ...whole, length: { field: 'duration' } }, 'length', /^must be field and seconds/],
    ['no price', { ...whole, size: { tiers: [{ resolution: '720p' }] } }, 'size.tiers.0.usd', /price in US/],
    [
      'a size nobody can ask for',
      { ...whole, size: { tiers: [{ resolution: '8k', usd: 1 }] } },
      'size.tiers.0.resolution',
      /480p/,
    ],
    ['nobody to extend', { name: 'own', extends: 'film-9000' }, 'extends', 'names no model: film-9000'],
    ['a safety check off', { ...whole, forced: { disable_safety_checker: true } }, /^forced/, /safety check/],
    [
      'a safety check left out',
      { ...whole, ref: 'prunaai/new' },
      'forced.disable_safety_filter',
      'must be false',
    ],
    ['an open address', { ...whole, forced: { lora: 'http://a.example/b' } }, 'forced.lora', /https/],
    ['a day that is none', { ...whole, priced: 'autumn' }, 'priced', /must be a day/],
  ])('with %s are refused with field and reason', (_what, entry, field, reason) => {
    const { entries, problems } = read(entry);
    expect(entries).toEqual([]);
    expect(problems).toEqual([
      { model: 'own', field: expect.stringMatching(field), reason: expect.stringMatching(reason) },
    ]);
  });

  test('that are wrong leave the others and the one they would have corrected', () => {
    const { entries, problems } = read({ name: 'kling-3', median: -1 }, whole, whole, { median: 3 });
    expect(entries.map(({ model }) => model.name)).toEqual(['own']);
    expect(problems.map(({ model, field }) => `${model} ${field}`)).toEqual([
      'kling-3 median',
      'own name',
      '#4 name',
    ]);
    expect(readEntries({ kling: 1 }, []).problems).toMatchObject([{ reason: 'must be a list of models' }]);
  });
});
