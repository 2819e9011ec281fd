import { describe, expect, it } from 'vitest';
import { signLink, verifyLink } from '../../adapters/web/links.ts';

const subject = ['file', 'A'.repeat(22), 'private'];
const until = 1_700_000_060_000;
const token = signLink('secret', subject, until);

describe('a signed link', () => {
  it('opens what it was signed for until its time is over', () => {
    expect(verifyLink('secret', subject, token, until - 1)).toBe(true);
    expect(verifyLink('secret', subject, token, until)).toBe(false);
  });

  it('opens nothing else: not with another subject, secret or time', () => {
    const now = until - 1;
    expect(verifyLink('other', subject, token, now)).toBe(false);
    expect(verifyLink('secret', ['file', 'A'.repeat(22), 'public'], token, now)).toBe(false);
    expect(verifyLink('secret', ['thumbnail', 'A'.repeat(22), 'private'], token, now)).toBe(false);
    const later = token.replace(/^[^.]*/, (seconds) => (Number.parseInt(seconds, 36) + 60).toString(36));
    expect(verifyLink('secret', subject, later, now)).toBe(false);
    for (const made of [
      '',
      '.',
      token.slice(0, -1),
      `${token}x`,
      'zzzzzzzzzzzzzz.x',
      token.replace('.', ':'),
    ])
      expect(verifyLink('secret', subject, made, now)).toBe(false);
  });
});
