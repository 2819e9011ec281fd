import { describe, expect, it } from 'vitest';
import { readLink, signLink } from '../../adapters/web/links.ts';

const subject = ['file', 'A'.repeat(22), 'private'];
const until = 1_700_000_060_000;
const token = signLink('secret', subject, until);

describe('a signed link', () => {
  it('opens what it was signed for until its time is over', () => {
    expect(readLink('secret', subject, token, until - 1)).toBe('open');
    expect(readLink('secret', subject, token, until)).toBe('over');
  });

  it('opens nothing else: not with another subject, secret or time', () => {
    const now = until - 1;
    expect(readLink('other', subject, token, now)).toBe('wrong');
    expect(readLink('secret', ['file', 'A'.repeat(22), 'public'], token, now)).toBe('wrong');
    expect(readLink('secret', ['thumbnail', 'A'.repeat(22), 'private'], token, now)).toBe('wrong');
    const later = token.replace(/^[^.]*/, (seconds) => (Number.parseInt(seconds, 36) + 60).toString(36));
    expect(readLink('secret', subject, later, now)).toBe('wrong');
    for (const made of [
      '',
      '.',
      token.slice(0, -1),
      `${token}x`,
      'zzzzzzzzzzzzzz.x',
      token.replace('.', ':'),
    ])
      expect(readLink('secret', subject, made, now)).toBe('wrong');
  });
});
