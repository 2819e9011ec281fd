import { expect, test } from 'vitest';
import { createGate } from '../../src/media/gate.ts';

test('no more tasks run at once than there are places, and all of them run', async () => {
  const gate = createGate(2);
  let running = 0;
  let most = 0;
  const task = async (number: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return number;
  };
  const results = await Promise.all([1, 2, 3, 4, 5].map((number) => gate(() => task(number))));
  expect(results).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('a task that fails gives its place back', async () => {
  const gate = createGate(1);
  await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await gate(async () => 'yes')).toBe('yes');
});
