import { Locale } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { registration } from '../../adapters/discord/discord-commands.ts';
import { replyText, withCode } from '../../adapters/discord/discord-text.ts';
import { suggestions } from '../../adapters/discord/suggest.ts';
import { readStyles } from '../../adapters/telegram/message-content.ts';
import { replyText as onTelegram } from '../../adapters/telegram/telegram-card.ts';
import { commands } from '../../commands/all.ts';
import { effects } from '../../effects/all.ts';
import type { Clip } from '../../src/core/clip.ts';
import type { MarkedFile } from '../../src/core/provenance.ts';
import { type Reply, reply } from '../../src/core/reply.ts';
import { warningText } from '../../src/text/warning-text.ts';
import { languages, messagesFor } from '../messages/opened.ts';
import { commandComplaints } from '../peers/discord/command-rules.ts';
import { clipRow } from '../store/rows.ts';

type Localized = Partial<Record<Locale, string | null>> | null;
type Part = {
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Localized;
  readonly description_localizations?: Localized;
  readonly options?: readonly Part[];
  readonly choices?: readonly Part[];
};

const told = registration(commands, (locale) => messagesFor(locale, 'discord'));
const registered = told as readonly Part[];
const allParts = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [part, ...allParts(part.options ?? []), ...allParts(part.choices ?? [])]);
const part = (...path: string[]): Part =>
  path.reduce<Part>(
    (within, name) =>
      [...(within.options ?? []), ...(within.choices ?? [])].find((one) => one.name === name) ?? { name: '' },
    { name: '', options: registered },
  );

describe('what Discord is told', () => {
  it('breaks none of its rules', () => {
    expect(commandComplaints(JSON.parse(JSON.stringify(told)))).toEqual([]);
  });

  it('is nothing at all if a command has more options than it takes, instead of some being cut off', () => {
    const many = (count: number) => ({
      name: 'many',
      options: Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`extra${index}`, { type: 'flag' } as const]),
      ),
    });
    const register = (count: number) => registration([many(count)], () => messagesFor('en', 'discord'));
    expect(register(25)).toHaveLength(2);
    expect(() => register(26)).toThrow('Discord takes 25 options: many');
  });

  it('keeps the names of commands and translates what they do', () => {
    expect(part('animate').name_localizations).toBeUndefined();
    expect(part('animate').description_localizations).toMatchObject({
      de: 'Ein Foto in einen kurzen Clip verwandeln',
      'es-ES': 'Convertir una foto en un clip corto',
      'es-419': 'Convertir una foto en un clip corto',
      'pt-BR': 'Transformar uma foto em um clipe curto',
      ja: '写真を短いクリップにする',
    });
    expect(part('animate', 'photo2').name_localizations).toMatchObject({ de: 'foto2', ja: '写真2' });
    expect(part('settings', 'new-clips').name_localizations).toMatchObject({ de: 'standard-sichtbarkeit' });
    expect(part('motion', 'to', 'Less').name_localizations).toMatchObject({ de: 'Weniger' });
    expect(part('Animate this photo').name_localizations).toMatchObject({ ja: 'この写真を動かす' });
  });

  it.each(Object.values(Locale))('fits Discord in %s', (locale) => {
    const bad = allParts(registered).filter(({ name_localizations, description_localizations }) => {
      const name = name_localizations?.[locale] ?? 'none';
      const description = description_localizations?.[locale] ?? 'none';
      return name.length < 1 || name.length > 100 || description.length > 100;
    });
    expect(bad).toEqual([]);
    for (const { options = [] } of registered) {
      const names = options.map(({ name, name_localizations }) => name_localizations?.[locale] ?? name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[-_\p{L}\p{N}]{1,32}$/u);
      expect(names.map((name) => name.toLowerCase())).toEqual(names);
    }
  });
});

describe.each(languages)('%s', (language) => {
  const { find, format } = messagesFor(language);

  it('describes commands and options without being cut', () => {
    const keys = commands.flatMap(({ name, options }) => [
      `commands.${name}`,
      ...Object.keys(options).map((option) => `options.${option}.about`),
    ]);
    expect(keys.filter((key) => (find(key) ?? '').length > 100)).toEqual([]);
  });

  it('has titles that forms and menus can show', () => {
    const titles = [format('chat.form.edit'), format('chat.form.prompt'), format('chat.menu.animate')];
    expect(titles.filter((title) => title.length > 32)).toEqual([]);
  });
});

describe('typing an effect', () => {
  const known = { effects: effects.map(({ name }) => name), engines: [], models: [] };
  const [animate] = commands;
  const typed = (words: string, locale: string): string[] =>
    suggestions(animate, 'effect', words, known, messagesFor(locale)).map(({ value }) => value);

  it.each([
    ['Altes', 'de', 'old-photo'],
    ['old photo', 'de', 'old-photo'],
    ['old-ph', 'ja', 'old-photo'],
    ['inclinacion', 'es-419', 'tilt'],
    ['abraco', 'pt-BR', 'hug'],
    ['古い', 'ja', 'old-photo'],
    ['zoom in', 'en-GB', 'zoom-in'],
  ])('finds %s in %s', (words, locale, effect) => {
    expect(typed(words, locale)[0]).toBe(effect);
  });

  it('shows what it is called and what it does', () => {
    const [first] = suggestions(animate, 'effect', 'kuss', known, messagesFor('de'));
    expect(first?.name).toMatch(/^Kuss: Zwei Menschen/);
    expect(first?.name.length).toBeLessThanOrEqual(100);
  });

  it('never gets longer than Discord takes, whatever was typed before', () => {
    const offered = suggestions(animate, 'compare', `${'x'.repeat(90)},`, known, messagesFor('en'));
    expect(offered.length).toBeGreaterThan(0);
    for (const { value } of offered) expect(value.length).toBeLessThanOrEqual(100);
  });
});

describe('what people read on Discord', () => {
  const discord = messagesFor('en', 'discord');
  const look = (answer: Reply): string => replyText(discord, answer);
  const clip = (changes: object) => {
    const row = clipRow('job', 1);
    const recipe = { ...row.recipe, order: { ...row.recipe.order, ...changes } };
    const made = { ...row, recipe, sequence: 1, score: 0.9, took: 3, createdAt: new Date(0) };
    return { clip: made as unknown as Clip, path: '' as MarkedFile, thumbnail: '' };
  };

  it('names takes by what they differ in, and the effect only where it does', () => {
    const said = (...changes: object[]) =>
      look(
        reply(
          { key: 'finished', values: { effect: 'parallax', takes: 2, credits: 0 } },
          { clips: changes.map(clip) },
        ),
      ).split('\n');
    const [, , first, second] = said({ effect: 'parallax' }, { effect: 'dance' });
    expect(first).toMatch(/^-# \*\*1\*\* Parallax · Seed/);
    expect(second).toMatch(/^-# \*\*2\*\* Dance · Seed/);
    expect(said({ seed: 1 }, { seed: 2 }).slice(1).join()).not.toContain('Parallax');
  });

  it('shows what somebody typed as typed, in code too', () => {
    const saved = look(reply({ key: 'preset_saved', values: { name: 'a-b_c', prompt: false } }));
    expect(saved).toContain('the preset a\\-b\\_c.');
    expect(saved).toContain('`/animate preset:a-b_c`');
    expect(withCode('\\`not code\\` \\*and\\* `x\\*y`')).toBe('\\`not code\\` \\*and\\* `x*y`');
  });

  it('mentions people, where Telegram shows an ID to copy', () => {
    const blocked = reply({ key: 'blocked', values: { who: 'discord:1', everywhere: false } });
    expect(look(blocked)).toContain('Blocked <@1> here.');
    const names = reply({ key: 'blocked_list', values: { people: ['telegram:2'] } });
    const { text, entities } = readStyles(onTelegram(messagesFor('en', 'telegram'), names, 'en'), 100);
    expect(text).toBe('Blocked: 2');
    expect(entities).toEqual([{ type: 'code', offset: 9, length: 1 }]);
  });

  it.each([
    ['en', '“fly” and “jump…”'],
    ['de', '„fly“ und „jump…“'],
    ['es', '«fly» y «jump…»'],
    ['ja', '「fly」、「jump…」'],
  ])('quotes in %s what could not be done, also if it is cut short', (language, quoted) => {
    const warning = { kind: 'words', asked: '‘fly’, ‘jump…', used: '' } as const;
    expect(warningText(messagesFor(language, 'discord'), warning)).toContain(quoted);
  });

  it('notes what a model could not do under its clip, not in a list of clips', () => {
    const { clip: made, ...files } = clip({});
    const warnings = [{ kind: 'prompt' as const, asked: '', used: '' }];
    const clips = [{ ...files, clip: { ...made, recipe: { ...made.recipe, warnings } } }];
    const one = reply({ key: 'clip', values: { effect: 'parallax' } }, { clips });
    expect(look(one)).toContain('This model ignores prompts.');
    const list = reply({ key: 'clips', values: { count: 1 } }, { clips });
    expect(look(list)).not.toContain('⚠️');
  });
});
