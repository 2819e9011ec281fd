import { describe, expect, it } from 'vitest';
import { createSlots } from '../../src/jobs/slots.ts';

/** A task that lasts until it is let go. */
const held = () => {
  let letGo = (): void => {};
  const over = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { letGo, task: () => over };
};

describe('places for work that keeps a core busy', () => {
  it('go to films and endings in turns, to the lower rank first', async () => {
    const slots = createSlots(1);
    const begun: string[] = [];
    const first = held();
    const busy = slots.run('render', 0, null, first.task);
    const note = (name: string) => async () => void begun.push(name);
    const all = [
      busy,
      ...[3, 1, 2].map((rank) => slots.run('remote-result', rank, null, note(`finish ${rank}`))),
      ...[9, 8].map((rank) => slots.run('render', rank, null, note(`film ${rank}`))),
    ];
    first.letGo();
    await Promise.all(all);
    expect(begun).toEqual(['finish 1', 'film 8', 'finish 2', 'film 9', 'finish 3']);
  });

  it('are not waited for by an answer while films have them all', async () => {
    const slots = createSlots(2);
    const films = [held(), held()];
    const busy = films.map(({ task }) => slots.run('render', 0, null, task));
    expect(await slots.run('answer', 0, null, async () => 'answered')).toBe('answered');
    for (const { letGo } of films) letGo();
    await Promise.all(busy);
  });

  it('serve what nobody waits for only while they are free, and take them back at once', async () => {
    const slots = createSlots(1);
    const asked = { stopped: false };
    const extra = slots.whileFree(
      (signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            asked.stopped = true;
            reject(signal.reason);
          }),
        ),
    );
    expect(await slots.whileFree(async () => 'another')).toBe(null);
    expect(await slots.run('answer', 0, null, async () => asked.stopped)).toBe(false);
    expect(await slots.run('render', 0, null, async () => asked.stopped)).toBe(true);
    expect(await extra).toBe(null);
    expect(await slots.whileFree(async () => 'free again')).toBe('free again');
  });

  it('are left to the next by whoever fails or no longer waits', async () => {
    const slots = createSlots(1);
    const first = held();
    const busy = slots.run('render', 0, null, async () => {
      await first.task();
      throw new Error('broken');
    });
    const leaving = new AbortController();
    const gone = slots.run('render', 0, leaving.signal, async () => 'never');
    const next = slots.run('render', 1, null, async () => 'next');
    leaving.abort(new Error('left'));
    await expect(gone).rejects.toThrow('left');
    first.letGo();
    await expect(busy).rejects.toThrow('broken');
    expect(await next).toBe('next');
    expect(await slots.run('remote-result', 0, null, async () => 'free')).toBe('free');
  });
});
