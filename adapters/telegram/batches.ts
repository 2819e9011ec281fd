/** Works on items in batches: items added meanwhile form the next batch. Each add settles with what its batch gives. */
export const inBatches = <Item, Result = void>(write: (items: readonly Item[]) => Promise<Result>) => {
  type Waiting = { readonly item: Item; done(result: Result): void; failed(error: unknown): void };
  let waiting: Waiting[] = [];
  let writing = false;
  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
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

/** Collects items by name and completes a group once no item has arrived for a while, which `pause` decides. */
export const openGathering = (
  pause: (items: readonly string[]) => number,
  complete: (name: string, items: readonly string[]) => void,
) => {
  const groups = new Map<string, { readonly items: string[]; timer: NodeJS.Timeout }>();
  return {
    add: (name: string, item: string): void => {
      const before = groups.get(name);
      clearTimeout(before?.timer);
      const items = [...(before?.items ?? []), item];
      const end = (): void => {
        groups.delete(name);
        complete(name, items);
      };
      groups.set(name, { items, timer: setTimeout(end, pause(items)) });
    },
    close: (): void => {
      for (const { timer } of groups.values()) clearTimeout(timer);
    },
  };
};
