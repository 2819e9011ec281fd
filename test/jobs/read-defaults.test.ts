import { expect, it } from 'vitest';
import { mannersOf } from '../../src/jobs/read-defaults.ts';
import { standUp } from './job-stand.ts';

const stand = standUp();

it('many who ask at once how a community wants its clips are answered by one look', async () => {
  const manners = mannersOf(stand.house);
  const asked = manners('home');
  expect(manners('home')).toBe(asked);
  expect(manners('elsewhere')).not.toBe(asked);
  expect(await asked).toEqual({ visibility: 'community', covered: false });
  expect(manners('home')).not.toBe(asked);
});
