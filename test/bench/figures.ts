import { readFileSync } from 'node:fs';

/** The middle of some figures. */
export const median = (figures: readonly number[]): number => {
  const sorted = [...figures].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (low + high) / 2;
};

/** Seconds a piece of work takes. */
export const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
};

/** Processor seconds used so far by this process and by its children that have ended (Linux counts them in hundredths). */
const processorSeconds = (): number => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
};

/** What a piece of work costs: wall-clock seconds, and processor seconds with those of the processes it starts. */
export type Cost = { readonly wall: number; readonly processor: number };

export const costOf = async (work: () => Promise<unknown>): Promise<Cost> => {
  const before = processorSeconds();
  const wall = await secondsOf(work);
  return { wall, processor: processorSeconds() - before };
};

/** One line of the report. */
export const tell = (name: string, figures: Readonly<Record<string, number | string>>): void => {
  const shown = Object.entries(figures).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? Number(value.toPrecision(3)) : value}`,
  );
  console.log(`${name.padEnd(28)} ${shown.join(' · ')}`);
};
