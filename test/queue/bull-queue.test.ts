import { describe, expect, test, vi } from 'vitest';
import { newId } from '../../src/core/id.ts';
import { grounds } from './grounds.ts';
import { latch, patience, recorder, soon, untilStopped } from './pace.ts';
import { standOn } from './queue-stand.ts';

const connections = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;

describe.each(grounds)('the queue over $name', ({ start }) => {
  const stand = standOn(start);

  test('a pushed id is worked on once and then forgotten', async () => {
    const id = newId();
    const { started, handle } = recorder();
    await stand.queue.ping();
    await stand.queue.work(handle, { render: 2 });
    await stand.queue.push('render', id, 0);
    await stand.settled([id]);
    expect(started).toEqual([id]);
  });

  test('lower priority numbers go first', async () => {
    const [third, second, first, last] = [newId(), newId(), newId(), newId()];
    await stand.queue.push('render', third, 2);
    await stand.queue.push('render', second, 1);
    await stand.queue.push('render', first, 0);
    await stand.queue.push('render', last, 3);
    const { started, handle } = recorder();
    await stand.queue.work(handle, { render: 1 });
    await stand.settled([first, second, third, last]);
    expect(started).toEqual([first, second, third, last]);
  });

  test('lanes do not wait for each other', async () => {
    const [running, waiting, apart] = [newId(), newId(), newId()];
    const gate = latch();
    const started: string[] = [];
    const handle = async (id: string): Promise<void> => {
      started.push(id);
      if (id === running) await gate.opened;
    };
    await stand.queue.work(handle, { render: 1, far: 3 });
    await stand.queue.push('render', running, 0);
    await stand.queue.push('render', waiting, 0);
    await vi.waitFor(() => expect(started).toEqual([running]), patience);
    await stand.queue.push('far', apart, 9);
    await stand.settled([apart]);
    expect(started).toEqual([running, apart]);
    expect(await stand.queue.knows([running, waiting, apart])).toEqual(new Set([running, waiting]));
    gate.open();
    await stand.settled([running, waiting]);
  });

  test('an id that waits or runs is not taken in twice, one that is done may come again', async () => {
    const id = newId();
    const gate = latch();
    const started: string[] = [];
    await stand.queue.push('render', id, 5);
    await stand.queue.push('render', id, 0);
    await stand.queue.work(
      async (given) => {
        started.push(given);
        await gate.opened;
      },
      { render: 2 },
    );
    await vi.waitFor(() => expect(started).toEqual([id]), patience);
    await stand.queue.push('render', id, 0);
    gate.open();
    await stand.settled([id]);
    expect(started).toEqual([id]);
    await stand.queue.push('render', id, 0);
    await stand.settled([id]);
    expect(started).toEqual([id, id]);
  });

  test('a throw means again later', async () => {
    const id = newId();
    let tries = 0;
    await stand.queue.work(
      async () => {
        tries += 1;
        if (tries < 4) throw new Error('not yet');
      },
      { render: 1 },
    );
    await stand.queue.push('render', id, 3);
    await stand.settled([id]);
    expect(tries).toBe(4);
  });

  test('the queue knows what waits, runs or will be tried again', async () => {
    await stand.reopen({ retry: 60_000 });
    const [failing = '', running = '', ...waiting] = Array.from({ length: 300 }, newId);
    const started: string[] = [];
    await stand.queue.work(
      async (id, signal) => {
        started.push(id);
        if (id === running) await untilStopped(id, signal);
        throw new Error('not yet');
      },
      { render: 1 },
    );
    await stand.queue.push('render', failing, 0);
    await stand.queue.push('render', running, 0);
    await vi.waitFor(() => expect(started).toEqual([failing, running]), patience);
    // One by one: each has but a moment to be taken in.
    for (const [index, id] of waiting.entries()) await stand.queue.push('render', id, index % 3);
    const known = await stand.queue.knows([newId(), failing, running, ...waiting, newId()]);
    expect(known).toEqual(new Set([failing, running, ...waiting]));
  });

  test('stopping hands running ids back at once, and as often as it takes', async () => {
    await stand.reopen({ retry: 60_000, lock: 60_000 });
    const id = newId();
    await stand.queue.push('render', id, 0);
    for (let turn = 0; turn < 12; turn += 1) {
      const running = latch();
      const worker = await stand.queue.work(
        async (given, signal) => {
          running.open();
          await untilStopped(given, signal);
        },
        { render: 1 },
      );
      await running.opened;
      await worker.stop();
    }
    await stand.queue.work(recorder().handle, { render: 1 });
    await stand.settled([id]);
  });

  test('stopping does not wait for a handler that ignores its signal', async () => {
    await stand.reopen(soon);
    const id = newId();
    const running = latch();
    const worker = await stand.queue.work(
      () => {
        running.open();
        return new Promise(() => {});
      },
      { render: 1 },
    );
    await stand.queue.push('render', id, 0);
    await running.opened;
    await worker.stop();
    await stand.queue.work(recorder().handle, { render: 1 });
    await stand.settled([id]);
  });

  test('a cleared queue has forgotten what waited and what a dead worker held', async () => {
    await stand.reopen({ lock: 60_000 });
    const [held, waiting] = [newId(), newId()];
    const running = latch();
    const worker = await stand.queue.work(
      () => {
        running.open();
        return new Promise(() => {});
      },
      { render: 1 },
    );
    await stand.queue.push('render', held, 0);
    await running.opened;
    await worker.stop();
    await stand.queue.push('render', waiting, 4);
    await stand.queue.clear();
    expect(await stand.queue.knows([held, waiting])).toEqual(new Set());
    const { started, handle } = recorder();
    await stand.queue.work(handle, { render: 1 });
    await stand.queue.push('render', held, 0);
    await stand.settled([held]);
    expect(started).toEqual([held]);
  });

  test('closing stops the workers and leaves nothing open', async () => {
    const before = connections();
    const other = await stand.open();
    const running = latch();
    await other.work(
      async (id, signal) => {
        running.open();
        await untilStopped(id, signal);
      },
      { render: 2 },
    );
    await other.push('render', newId(), 0);
    await running.opened;
    await other.close();
    // Connections of the first queue may be let go meanwhile.
    await vi.waitFor(() => expect(connections()).toBeLessThanOrEqual(before), patience);
  });
});
