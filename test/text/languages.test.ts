import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import { operatorCommands } from '../../commands/operator.ts';
import { effects } from '../../effects/all.ts';
import type { Options } from '../../src/core/command.ts';
import { aboutOption, optionName } from '../../src/text/names.ts';
import { sentence } from '../../src/text/sentence.ts';
import { examplesOf } from '../messages/examples.ts';
import { english, languages, messagesFor } from '../messages/opened.ts';

describe('a locale', () => {
  it.each([
    ['en-US', 'en'],
    ['en-GB', 'en'],
    ['de', 'de'],
    ['de-AT', 'de'],
    ['es-ES', 'es'],
    ['es-419', 'es'],
    ['pt-BR', 'pt'],
    ['pt', 'pt'],
    ['ja', 'ja'],
    ['JA_jp', 'ja'],
    ['zh-CN', 'en'],
    ['constructor', 'en'],
    ['../de', 'en'],
    ['', 'en'],
  ])('%s is answered in %s', (locale, language) => {
    expect(messagesFor(locale).locale).toBe(language);
  });
});

describe.each(languages)('%s', (language) => {
  const examples = examplesOf(messagesFor(language));

  it('says everything in whole words', () => {
    const odd = examples.filter(
      ([, text]) =>
        text.trim() === '' || /undefined|\[object|NaN|Infinity|Invalid Date|null|[{}]|^\s|\s$/.test(text),
    );
    expect(odd).toEqual([]);
  });

  it.each(['discord', 'telegram', 'terminal'] as const)('names on %s what people control', (surface) => {
    const help = sentence(messagesFor(language, surface), { key: 'help', values: {} });
    const own = ['clips', 'queue', 'privacy', 'export', 'forget'];
    const shared = surface === 'terminal' ? ['delete'] : ['report', 'settings', 'reports', 'hide', 'block'];
    const missing = [...own, ...shared].filter((name) => !new RegExp(`(/|photoplay )${name}\\b`).test(help));
    expect(missing).toEqual([]);
  });

  it('keeps buttons short', () => {
    expect(examples.filter(([key, text]) => key.startsWith('buttons.') && text.length > 20)).toEqual([]);
  });
});

it('has English words for every command, option, choice and effect', () => {
  const names = [...commands, ...operatorCommands].flatMap(({ name, options }) => [
    `commands.${name}`,
    ...Object.entries<Options[string]>(options).flatMap(([option, declared]) => [
      ...(/^(clip\d+|asked)$/.test(option) ? [] : [`options.${option}`, `options.${option}.about`]),
      ...(declared.type === 'choice' && typeof declared.choices !== 'string'
        ? declared.choices.map((choice) => `choices.${choice}`)
        : []),
    ]),
  ]);
  const all = [...names, ...effects.flatMap(({ name }) => [`effects.${name}`, `effects.${name}.about`])];
  expect(all.filter((key) => english.find(key) === null)).toEqual([]);
});

it('names each of several clips by its number', () => {
  expect(optionName(english, 'clip3')).toBe('Clip 3');
  expect(aboutOption(english, 'clip10')).toBe('The clip at position 10');
});
