import { describe, expect, it } from 'vitest';
import { pickedWith } from '../../adapters/discord/settings-panel.ts';

describe('the pickers of the settings', () => {
  const many = Array.from({ length: 30 }, (_, index) => String(index));

  it('change only what they show', () => {
    const shown = many.slice(0, 25);
    const rest = many.slice(25);
    expect(pickedWith(many, ['new', ...shown.slice(1)])).toBe(['new', ...shown.slice(1), ...rest].join(' '));
    expect(pickedWith(many, [])).toBe(rest.join(' '));
    expect(pickedWith(['everyone', '1'], ['1', '2'])).toBe('1 2 everyone');
  });

  it('allow everything when nothing is left', () => {
    expect(pickedWith(['1'], [])).toBe('all');
    expect(pickedWith(['everyone', '1'], [])).toBe('all');
  });
});
