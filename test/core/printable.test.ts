import { expect, test } from 'vitest';
import { printable, printableLines } from '../../src/core/printable.ts';

const examples = [
  ['a plain name.jpg', 'a plain name.jpg'],
  ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
  ['two\nlines\r', 'two\\nlines\\u000d'],
  ['\u009b2J and \u007f', '\\u009b2J and \\u007f'],
  ['evil\u202egpj.exe', 'evil\\u202egpj.exe'],
  ['familie 👨‍👩‍👧 ü 写真', 'familie 👨‍👩‍👧 ü 写真'],
] as const;

for (const [raw, shown] of examples)
  test(`${JSON.stringify(raw)} is shown, not obeyed`, () => expect(printable(raw)).toBe(shown));

test('JSON stays the same JSON', () => {
  const value = { name: examples.map(([raw]) => raw).join('') };
  expect(JSON.parse(printable(JSON.stringify(value)))).toEqual(value);
});

test('our own line breaks stay', () => {
  expect(printableLines('first\nsecond \u001b[2J')).toBe('first\nsecond \\u001b[2J');
});
