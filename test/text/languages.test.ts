import { describe, expect, it } from 'vitest';
import { english, languages, speechFor } from '../../src/text/languages.ts';
import { marks, said } from './said.ts';

const spoken = said(english);
const others = Object.entries(languages).filter(([name]) => name !== 'en');

const marksIn = (text: string): string[] =>
  Object.values(marks)
    .filter((mark) => text.includes(String(mark)))
    .map(String);

// Words that are the same in more than one language.
const shared = new Set(
  'No Photoplay Roles Prompt Seed Logo Engine Spoiler Id JSON Anime Remix Sepia Community Credits Loop'.split(
    ' ',
  ),
);

const mayBeShared = (text: string): boolean =>
  shared.has(text) || /^[\d:p.,]+$/.test(text) || /^(seed 305|305 s|0.5 %)$/.test(text);

describe('a locale', () => {
  it.each([
    ['en-US', 'Delete'],
    ['en-GB', 'Delete'],
    ['de', 'Löschen'],
    ['de-AT', 'Löschen'],
    ['es-ES', 'Eliminar'],
    ['es-419', 'Eliminar'],
    ['pt-BR', 'Excluir'],
    ['pt', 'Excluir'],
    ['ja', '削除'],
    ['ja-JP', '削除'],
    ['JA_jp', '削除'],
    ['zh-CN', 'Delete'],
    ['constructor', 'Delete'],
    ['', 'Delete'],
  ])('%s is answered with %s', (locale, word) => {
    expect(speechFor(locale).actions['delete-ask']).toBe(word);
  });
});

describe.each(Object.entries(languages))('%s', (_name, speech) => {
  it('says everything in whole words', () => {
    const odd = [...said(speech)].filter(
      ([, text]) =>
        text.trim() === '' || /undefined|\[object|NaN|Infinity|Invalid|null|\$\{|^\s|\s$/.test(text),
    );
    expect(odd).toEqual([]);
  });

  it('keeps buttons short', () => {
    const long = Object.entries(speech.actions).filter(([, label]) => label.length > 20);
    expect(long).toEqual([]);
  });
});

describe.each(others)('%s', (_name, speech) => {
  const translated = said(speech);

  it('says what English says, and names the same', () => {
    expect([...translated.keys()].sort()).toEqual([...spoken.keys()].sort());
    const different = [...translated].filter(
      ([key, text]) => marksIn(text).join() !== marksIn(spoken.get(key) ?? '').join(),
    );
    expect(different.map(([key, text]) => [key, spoken.get(key), text])).toEqual([]);
  });

  it('leaves nothing in English', () => {
    const left = [...translated].filter(([key, text]) => text === spoken.get(key) && !mayBeShared(text));
    expect(left).toEqual([]);
  });
});
