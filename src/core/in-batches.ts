import { setTimeout as wait } from 'node:timers/promises';

/**
 * Works on items in batches: items added meanwhile form the next batch, and so do those added during `pause` milliseconds
 * before it. Each add settles with what its batch gives.
 */
export const inBatches = <Item, Result = void>(
  write: (items: readonly Item[]) => Promise<Result>,
  pause = 0,
) => {
  type Waiting = { readonly item: Item; done(result: Result): void; failed(error: unknown): void };
  let waiting: Waiting[] = [];
  let writing = false;
  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      if (pause > 0) await wait(pause);
      const batch = waiting;
      waiting = [];
      try {
        const result = await write(batch.map(({ item }) => item));
        for (const { done } of batch) done(result);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  };
  return (item: Item): Promise<Result> =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (!writing) void writeAll();
    });
};
