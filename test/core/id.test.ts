import { expect, it } from 'vitest';
import { isId, newId } from '../../src/core/id.ts';

it('ids are all different, have their own form, and never look like an option of a command line', () => {
  const ids = Array.from({ length: 5_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isId)).toBe(true);
  expect(ids.filter((id) => id.startsWith('-'))).toEqual([]);
});
