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
