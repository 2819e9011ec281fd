import { expect, it } from 'vitest';
import { defaultsOf } from '../../src/jobs/own-defaults.ts';
import { standUp } from './job-stand.ts';

const stand = standUp();

it('many who ask at once how a community wants its clips are answered by one look', async () => {
  const defaults = defaultsOf(stand.services);
  const asked = defaults('home', 'ana');
  expect(defaults('home', 'ana')).toBe(asked);
  const elsewhere = defaults('elsewhere', 'ana');
  expect(elsewhere).not.toBe(asked);
  expect(await asked).toEqual({ visibility: 'community', spoiler: false, off: ['kiss', 'hug'] });
  const again = defaults('home', 'ana');
  expect(again).not.toBe(asked);
  await Promise.all([elsewhere, again]);
});
