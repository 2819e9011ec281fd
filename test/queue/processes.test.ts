import { describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { grounds } from './grounds.ts';
import { limits, patience, recorder, soon } from './pace.ts';
import { standOn } from './queue-stand.ts';
import { startWorkerChild } from './worker-child.ts';

describe.each(grounds)('processes that share the queue over $name', ({ start }) => {
  const stand = standOn(start);

  test('an id held by a killed process goes on in another', async () => {
    const id = newId();
    await stand.elsewhere(async () => {
      const child = startWorkerChild({ place: stand.place, limits: soon, push: [id], long: id, poison: '' });
      await vi.waitFor(() => expect(child.started).toEqual([id]), patience);
      child.kill('SIGKILL');
      await child.ended;
    });
    await stand.queue.work(recorder().handle, { far: 1 });
    await stand.settled([id]);
  });

  test('a process told to end hands its work over and ends by itself', async () => {
    const slow = { ...limits, lock: 60_000, retry: 60_000 };
    const id = newId();
    await stand.elsewhere(async () => {
      const child = startWorkerChild({ place: stand.place, limits: slow, push: [id], long: id, poison: '' });
      await vi.waitFor(() => expect(child.started).toEqual([id]), patience);
      child.kill('SIGTERM');
      expect(await child.ended).toBe(0);
    });
    await stand.queue.work(recorder().handle, { far: 1 });
    await stand.settled([id]);
  });

  test('an id that kills its workers is dropped, and the others are done', async () => {
    const [poison, ...others] = [newId(), newId(), newId()];
    const killed: string[] = [];
    await stand.elsewhere(async () => {
      for (const push of [[poison, ...others], []]) {
        const child = startWorkerChild({ place: stand.place, limits: soon, push, long: '', poison });
        expect(await child.ended).toBe(null);
        killed.push(...child.started);
      }
    });
    const { started, handle } = recorder();
    await stand.queue.work(handle, { far: 1 });
    await stand.settled([poison, ...others]);
    const all = [...killed, ...started];
    expect(all.filter((id) => id === poison)).toHaveLength(limits.deaths);
    expect(all).toEqual(expect.arrayContaining(others));
  });
});
