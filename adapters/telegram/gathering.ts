/** Collects items by name and completes a group once no item has arrived for a while, which `pause` decides. */
export const openGathering = (
  pause: (items: readonly string[]) => number,
  complete: (name: string, items: readonly string[]) => void,
) => {
  const groups = new Map<string, { readonly items: string[]; timer: NodeJS.Timeout }>();
  let closed = false;
  return {
    /** Adds an item to its group. Items after `close` are left to the next start. */
    add: (name: string, item: string): void => {
      if (closed) return;
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
      closed = true;
      for (const { timer } of groups.values()) clearTimeout(timer);
    },
  };
};
