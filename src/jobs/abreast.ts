/**
 * Works through a list, at most `limit` at once, and gives the results in its order. What fails does not stop the rest;
 * rejects with the first error once all have ended.
 */
export const abreast = async <Item, Result>(
  limit: number,
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const errors: unknown[] = [];
  const waiting = items.entries();
  const hand = async (): Promise<void> => {
    for (const [index, item] of waiting) {
      try {
        results[index] = await work(item, index);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, hand));
  if (errors.length > 0) throw errors[0];
  return results;
};
