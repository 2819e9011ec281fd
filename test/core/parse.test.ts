import { describe, expect, it } from 'vitest';
import { actionFromWire, actionToWire } from '../../src/core/action.ts';
import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import { parseValues } from '../../src/core/parse.ts';

const declaration = {
  options: {
    effect: { type: 'choice', choices: 'effects' },
    ratio: { type: 'choice', choices: ['16:9', '1:1'] },
    seconds: { type: 'number', minimum: 1, maximum: 10, whole: false },
    takes: { type: 'number', minimum: 1, maximum: 4, whole: true },
    prompt: { type: 'text', maximum: 10 },
    id: { type: 'id' },
    photos: { type: 'photos', maximum: 2 },
    audio: { type: 'file', kind: 'sound' },
  },
} as const;
const known = { effects: ['parallax', 'old-photo', 'zoom-in'], engines: [], models: [] };
const parse = (raw: Record<string, unknown>) => parseValues(declaration, raw, known);

const failureOf = (raw: Record<string, unknown>): Failure => {
  try {
    parse(raw);
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error('nothing was refused');
};

describe('values from strangers', () => {
  it('come out typed, and null where nothing was given', () => {
    expect(parse({ effect: 'parallax', seconds: '2.5', takes: 3 })).toEqual({
      effect: 'parallax',
      ratio: null,
      seconds: 2.5,
      takes: 3,
      prompt: null,
      id: null,
      photos: null,
      audio: null,
    });
  });

  it('may bring files, which are told from words', () => {
    const song = { path: '/songs/one.mp3', name: 'one.mp3' };
    expect(parse({ audio: song }).audio).toEqual(song);
    for (const audio of ['one.mp3', 7, {}, [song]])
      expect(failureOf({ audio })).toMatchObject({ kind: 'missing_option', facts: { option: 'audio' } });
  });

  it('may name a choice as people read it', () => {
    expect(parse({ effect: ' Old photo ' }).effect).toBe('old-photo');
    const compare = { type: 'choice', choices: 'effects', several: { maximum: 3, sets: [] } } as const;
    for (const written of ['Old photo, Parallax', 'old-photo parallax', 'old photo;parallax,Parallax'])
      expect(parseValues({ options: { compare } }, { compare: written }, known).compare).toEqual([
        'old-photo',
        'parallax',
      ]);
  });

  it('name the nearest choice when mistyped', () => {
    expect(failureOf({ effect: 'paralax' }).facts).toMatchObject({ option: 'effect', nearest: 'parallax' });
    expect(failureOf({ effect: 'oldphoto' }).facts).toMatchObject({ nearest: 'old-photo' });
    expect(failureOf({ effect: 'xyzzy-plugh' }).facts).toMatchObject({ nearest: '' });
  });

  it.each([0, 99, -1, 'many', '', ' ', Number.NaN, Number.POSITIVE_INFINITY, {}])(
    'refuse %j seconds',
    (seconds) => {
      expect(failureOf({ seconds }).kind).toBe('bad_number');
    },
  );

  it('refuse a fraction where a whole number is meant', () => {
    expect(failureOf({ takes: 1.5 }).kind).toBe('bad_number');
  });

  it('refuse options nobody declared, even the names every object has', () => {
    expect(failureOf({ secnds: 3 }).facts).toMatchObject({ nearest: 'seconds' });
  });

  it('lose control and direction-changing characters', () => {
    expect(parse({ prompt: 'a\u0000b\u202ec\n' }).prompt).toBe('a b c');
  });

  it('keep what joins a family and a Persian word', () => {
    for (const prompt of ['👨‍👩‍👧', 'می\u200cخواهم']) expect(parse({ prompt }).prompt).toBe(prompt);
    expect(parse({ prompt: 'a\ufdd0b' }).prompt).toBe('a b');
  });

  it('count characters as people do', () => {
    expect(parse({ prompt: '🌊'.repeat(10) }).prompt).toBe('🌊'.repeat(10));
    expect(failureOf({ prompt: '🌊'.repeat(11) }).kind).toBe('bad_text');
  });

  it.each(['../../etc/passwd', 'x'.repeat(23), '', 7, null])('never take %j for an id', (id) => {
    if (id === null) expect(parse({ id }).id).toBeNull();
    else expect(failureOf({ id }).kind).toBe('not_found');
  });

  it('refuse too many photos and none at all', () => {
    const photo = { path: '/a', name: 'a' };
    expect(parse({ photos: [photo, photo] }).photos).toHaveLength(2);
    expect(failureOf({ photos: [photo, photo, photo] }).kind).toBe('wrong_photo_count');
    expect(failureOf({ photos: [] }).kind).toBe('wrong_photo_count');
    expect(failureOf({ photos: ['/etc/passwd'] }).kind).toBe('wrong_photo_count');
  });
});

describe('buttons on the wire', () => {
  it('survive the trip and fit into 64 bytes', () => {
    const action = { command: 'motion', id: newId(), argument: 'more' };
    expect(actionFromWire(actionToWire(action))).toEqual(action);
    expect(
      actionToWire({ command: 'x'.repeat(20), id: newId(), argument: 'y'.repeat(16) }).length,
    ).toBeLessThanOrEqual(64);
  });

  it.each([
    '',
    'delete',
    'delete:short',
    'delete:../../../etc/passwdxx',
    `delete:${'a'.repeat(22)}:A`,
    'a:b:c:d',
  ])('are refused when they are not ours: %j', (text) => {
    expect(actionFromWire(text)).toBeNull();
  });
});
