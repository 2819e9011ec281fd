import { expect, it } from 'vitest';
import { defaultsOf } from '../../src/jobs/read-defaults.ts';
import { standUp } from './job-stand.ts';

const stand = standUp();

it('many who ask at once how a community wants its clips are answered by one look', async () => {
  const defaults = defaultsOf(stand.services);
  const asked = defaults('home');
  expect(defaults('home')).toBe(asked);
  expect(defaults('elsewhere')).not.toBe(asked);
  expect(await asked).toEqual({ visibility: 'community', covered: false, off: ['kiss', 'hug'] });
  expect(defaults('home')).not.toBe(asked);
});
