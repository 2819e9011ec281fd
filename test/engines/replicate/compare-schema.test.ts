import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { compareSchema } from '../../../src/engines/replicate/compare-schema.ts';
import { restorer } from '../../../src/engines/replicate/models/repair-model.ts';
import { catalogue } from '../../../src/engines/replicate/models/shipped-models.ts';

const modelNamed = (name: string) => {
  const model = catalogue.find((entry) => entry.name === name);
  if (model === undefined) throw new Error(`no ${name}`);
  return model;
};

type Properties = Readonly<Record<string, Json>>;

/** A document as models have it: choices apart from the input, which refers to them. */
const live = (properties: Properties, required: readonly string[] = [], apart: Properties = {}) => ({
  openapi: '3.0.2',
  info: { title: 'Cog', version: '0.1.0' },
  components: {
    schemas: { Input: { type: 'object', required, properties }, Output: { type: 'string' }, ...apart },
  },
});

const choices = {
  duration: { enum: [5, 10], type: 'integer', title: 'duration' },
  aspect_ratio: { enum: ['16:9', '9:16', '1:1'], type: 'string' },
};
const kling = {
  prompt: { type: 'string', title: 'Prompt', 'x-order': 0 },
  start_image: { type: 'string', format: 'uri' },
  end_image: { type: 'string', format: 'uri' },
  negative_prompt: { type: 'string', default: '' },
  duration: { allOf: [{ $ref: '#/components/schemas/duration' }], default: 5 },
  aspect_ratio: { allOf: [{ $ref: '#/components/schemas/aspect_ratio' }], default: '16:9' },
};
const turbo = modelNamed('kling-2.5-turbo-pro');

describe('a live schema', () => {
  test('as the catalogue knows it has nothing to tell', () => {
    expect(compareSchema(turbo, live(kling, ['prompt', 'start_image'], choices))).toEqual([]);
  });

  test('may have new fields, which are left alone', () => {
    const more = { ...kling, mood: { type: 'string', default: 'calm' } };
    expect(compareSchema(turbo, live(more, ['prompt'], choices))).toEqual([]);
  });

  test('tells of a field that is gone', () => {
    const { end_image: _, ...rest } = kling;
    expect(compareSchema(turbo, live(rest, ['prompt'], choices))).toEqual(['end_image is gone']);
  });

  test('tells of a choice that is gone, behind its reference', () => {
    const fewer = { ...choices, duration: { enum: [5], type: 'integer' } };
    expect(compareSchema(turbo, live(kling, [], fewer))).toEqual(['duration 10 is no longer a choice']);
  });

  test('tells of a reference that leads nowhere', () => {
    expect(compareSchema(turbo, live(kling, [], { aspect_ratio: choices.aspect_ratio }))).toEqual([
      'duration 5 is described in a way we do not know',
      'duration 10 is described in a way we do not know',
    ]);
  });

  test('may describe what is never sent in ways we do not know', () => {
    expect(compareSchema(turbo, live({ ...kling, mood: { enum: 'any' } }, [], choices))).toEqual([]);
    expect(compareSchema(turbo, live({ ...kling, duration: { enum: 'any' } }, [], choices))).toEqual([
      'duration 5 is described in a way we do not know',
      'duration 10 is described in a way we do not know',
    ]);
  });

  test('may go in circles', () => {
    const round = { ...choices, duration: { $ref: '#/components/schemas/duration' } };
    expect(compareSchema(turbo, live(kling, [], round))).toContain('duration 5 is described in circles');
  });

  test('tells of a field that is needed now and not always sent', () => {
    const mood = { ...kling, mood: { type: 'string' } };
    expect(compareSchema(turbo, live(mood, ['prompt', 'mood', 'end_image'], choices))).toEqual([
      'mood is now required',
      'end_image is now required',
    ]);
  });

  test('tells of another type', () => {
    const spoken = { ...kling, duration: { type: 'string' } };
    expect(compareSchema(turbo, live(spoken))).toEqual([
      'duration 5 is not of type string',
      'duration 10 is not of type string',
    ]);
  });

  test.each([
    [null],
    [{}],
    ['gone'],
    [{ components: { schemas: {} } }],
    [{ components: { schemas: { Input: 1 } } }],
  ])('that is %j cannot be read', (document) => {
    expect(compareSchema(turbo, document)).toEqual(['there is no input schema to read']);
  });
});

const wan = {
  prompt: { type: 'string' },
  image: { type: 'string', format: 'uri' },
  last_image: { anyOf: [{ type: 'string', format: 'uri' }, { type: 'null' }] },
  num_frames: { type: 'integer', minimum: 81, maximum: 121, default: 81 },
  frames_per_second: { type: 'integer', minimum: 5, maximum: 30 },
  interpolate_output: { type: 'boolean' },
  resolution: { enum: ['480p', '720p'], type: 'string' },
  seed: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
};

test.each([
  [{}, []],
  [{ num_frames: { type: 'integer', minimum: 81, maximum: 100 } }, ['num_frames 121 is above 100']],
  [{ frames_per_second: { type: 'integer', minimum: 16 } }, ['frames_per_second 12 is below 16']],
  [{ seed: { type: 'integer', maximum: 65_535 } }, ['seed 2147483647 is above 65535']],
  [{ seed: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, ['seed 2147483647 is not of type string']],
  [{ seed: { type: ['integer', 'null'] } }, []],
  [{ interpolate_output: { type: 'string' } }, ['interpolate_output true is not of type string']],
])('a range, a switch or an either-or of Wan that changed by %j is told', (change, wrong) => {
  expect(compareSchema(modelNamed('wan-2.2-fast'), live({ ...wan, ...change }))).toEqual(wrong);
});

const restoring = {
  input_image: { type: 'string', format: 'uri' },
  seed: { type: 'integer' },
  output_format: { enum: ['png', 'jpg'], type: 'string' },
};

test.each([
  [{}, []],
  [{ output_format: { enum: ['png'], type: 'string' } }, ['output_format "jpg" is no longer a choice']],
])('what restores photos is compared too: %j', (change, wrong) => {
  expect(compareSchema(restorer, live({ ...restoring, ...change }, ['input_image']))).toEqual(wrong);
});

const luma = {
  prompt: { type: 'string' },
  start_image: { type: 'string' },
  end_image: { type: 'string' },
  duration: { enum: [5, 9], type: 'integer' },
  aspect_ratio: { enum: ['1:1', '3:4', '4:3', '9:16', '16:9', '9:21', '21:9'], type: 'string' },
};
const known = ['static', 'zoom_in', 'zoom_out', 'truck_left', 'truck_right', 'tilt_up', 'tilt_down'];
const rest = ['orbit_left', 'orbit_right', 'push_in', 'pull_out'];
const concepts = (...names: string[]) => ({
  ...luma,
  concepts: { type: 'array', items: { enum: names, type: 'string' } },
});

test('what a list may hold is looked at too', () => {
  const ray = modelNamed('luma-ray-2-540p');
  expect(compareSchema(ray, live(concepts(...known, ...rest)))).toEqual([]);
  expect(compareSchema(ray, live(concepts(...known, ...rest.slice(1))))).toEqual([
    'concepts ["orbit_left"] is no longer a choice',
  ]);
});
