import { inBatches } from '../core/in-batches.ts';
import type { Database } from './open-store.ts';

/** A query that answers many questions in one statement: those that are asked of a database at the same time share it. */
export const batched = <Item, Result>(
  query: (database: Database, items: readonly Item[]) => Promise<Result>,
) => {
  const asking = new WeakMap<Database, (item: Item) => Promise<Result>>();
  return (database: Database, item: Item): Promise<Result> => {
    const ask = asking.get(database) ?? inBatches((items: readonly Item[]) => query(database, items));
    asking.set(database, ask);
    return ask(item);
  };
};
