// A value may get this many times as old as it took to read.
const times = 20;

/**
 * Caches a value for twenty times as long as reading it took, and for at least `least` milliseconds. Concurrent callers
 * share one read. A failed read isn't cached. `most` limits how long a slow one is.
 */
export const cached = <Value>(
  read: () => Promise<Value>,
  least = 0,
  most = Number.POSITIVE_INFINITY,
): (() => Promise<Value>) => {
  let stored: { readonly value: Promise<Value>; until: number } | null = null;
  return () => {
    if (stored !== null && performance.now() < stored.until) return stored.value;
    const begun = performance.now();
    const entry = { value: read(), until: Number.POSITIVE_INFINITY };
    stored = entry;
    entry.value.then(
      () => {
        const ended = performance.now();
        entry.until = ended + Math.min(most, Math.max(least, times * (ended - begun)));
      },
      () => {
        entry.until = 0;
      },
    );
    return entry.value;
  };
};
