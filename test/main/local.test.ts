import { describe, expect, it } from 'vitest';
import { isLocalOnly } from '../../src/main/web-url.ts';

describe('only this machine reaches the site', () => {
  it.each([
    ['127.0.0.1', undefined, true],
    ['localhost', undefined, true],
    ['::1', undefined, true],
    ['0.0.0.0', undefined, false],
    ['127.0.0.1', 'https://clips.example', false],
    ['::1', 'http://clips.example', false],
    ['localhost', 'http://127.0.0.1:8787', false],
  ] as const)('at %s, known to the world as %s: %s', (HOST, PUBLIC_URL, local) => {
    expect(isLocalOnly({ HOST, PUBLIC_URL })).toBe(local);
  });
});
