import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MessageProblem, openMessages } from '../../src/text/message-catalogue.ts';
import { messagesFolder, readLanguage } from '../messages/folder.ts';
import { english } from '../messages/opened.ts';
import { problemsIn } from '../messages/problems.ts';
import { valuesSources } from '../messages/values.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'messages-'));
  cpSync(messagesFolder, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (language: string, file: string, text: string | object): void => {
  mkdirSync(join(folder, language), { recursive: true });
  const written = typeof text === 'string' ? text : JSON.stringify(text);
  writeFileSync(join(folder, language, `${file}.json`), written);
};

const open = (language: string) => {
  const reported: MessageProblem[] = [];
  const messages = openMessages((problem) => reported.push(problem), folder).messagesFor(language, 'web');
  return { messages, reported };
};

describe('a new language', () => {
  it('is a folder: Polish counts 1, 2, 5 and 22 clips its own way', () => {
    write('pl', 'replies', {
      clips:
        '{count, plural, one {# najnowszy klip} few {# najnowsze klipy} many {# najnowszych klipów} other {# klipu}}',
    });
    const { messages, reported } = open('pl-PL');
    expect([1, 2, 5, 22].map((count) => messages.format('replies.clips', { count }))).toEqual([
      ...['1 najnowszy klip', '2 najnowsze klipy', '5 najnowszych klipów', '22 najnowsze klipy'],
    ]);
    expect(messages.format('buttons.share')).toBe(english.format('buttons.share'));
    expect(reported).toEqual([]);
  });
});

describe('a broken message', () => {
  const broken = {
    clips: '{count, plural, one {# Klip}}',
    deleted: '{clips, plural, other {# Klips}} für {who}',
    'no-clips': 'Noch keine { Clips',
  };
  const [clips, deleted, none] = [
    english.format('replies.clips', { count: 2 }),
    english.format('replies.deleted', { clips: 2 }),
    english.format('replies.no-clips'),
  ];

  it('is said in English and reported once', () => {
    write('de', 'replies', broken);
    const { messages, reported } = open('de');
    for (const _ of [1, 2])
      expect([
        messages.format('replies.clips', { count: 2 }),
        messages.format('replies.deleted', { clips: 2 }),
        messages.format('replies.no-clips'),
      ]).toEqual([clips, deleted, none]);
    expect(reported.map(({ language, key }) => `${language} ${key}`)).toEqual([
      ...['de replies.clips', 'de replies.deleted', 'de replies.no-clips'],
    ]);
  });

  it('is told by the check with its file, key and position', () => {
    write('de', 'replies', broken);
    const file = join(folder, 'de', 'replies.json');
    expect(problemsIn(folder)).toEqual([
      {
        ...{ file, key: 'replies.clips' },
        problem: 'a plural or choice lacks its branch "other" at character 29',
      },
      { file, key: 'replies.deleted', problem: 'the plural of {clips} lacks its branch "one"' },
      {
        ...{ file, key: 'replies.deleted' },
        problem: 'there is no {who} (at character 38); English names {clips}',
      },
      { file, key: 'replies.no-clips', problem: 'a closing brace is missing at character 12' },
    ]);
  });

  it('in a file that is no JSON leaves that file in English', () => {
    write('de', 'replies', '{ "clips": "Clips", }');
    const { messages, reported } = open('de');
    expect(messages.format('replies.clips', { count: 2 })).toBe(clips);
    expect(messages.format('replies.no-clips')).toBe(none);
    expect(messages.format('card.state.done')).toBe('Fertig');
    expect(reported.map(({ language, key }) => `${language} ${key}`)).toEqual(['de replies']);
    expect(problemsIn(folder)).toMatchObject([
      { file: join(folder, 'de', 'replies.json'), problem: expect.stringContaining('position 20') },
    ]);
  });

  it('in English too is shown as it is written, never as a key', () => {
    write('en', 'replies', { 'no-clips': 'No clips { yet' });
    const { messages, reported } = open('fr');
    expect(messages.format('replies.no-clips')).toBe('No clips { yet');
    expect(messages.format('replies.queue-empty')).toBe('');
    expect(reported.map(({ key }) => key)).toEqual(['replies.no-clips']);
  });
});

describe('the messages that are shipped', () => {
  it('have no problems', () => {
    expect(problemsIn(messagesFolder)).toEqual([]);
  });

  it('have the types that were made from them', () => {
    const made = Object.entries(valuesSources(readLanguage(messagesFolder, 'en')));
    for (const [file, source] of made) expect(readFileSync(file, 'utf8')).toBe(source);
    expect(made).toHaveLength(3);
  });

  it('compile only with a key there is and all values it names', () => {
    // @ts-expect-error: no such message
    const unknown = () => english.format('replies.nothing');
    // @ts-expect-error: names a count
    const without = () => english.format('replies.clips');
    // @ts-expect-error: names a number
    const wrong = () => english.format('replies.clips', { count: 'two' });
    // @ts-expect-error: names nothing
    const more = () => english.format('replies.no-clips', { count: 2 });
    expect([unknown, without, wrong, more]).toHaveLength(4);
  });
});
