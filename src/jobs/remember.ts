// What takes long to read may be that much older.
const times = 20;

/**
 * Reads something anew only when what was read before is older than twenty times as long as reading it took, and than `least`
 * milliseconds. Whoever asks meanwhile waits for the same reading; one that fails is not remembered.
 */
export const remember = <Value>(read: () => Promise<Value>, least = 0): (() => Promise<Value>) => {
  let kept: { readonly value: Promise<Value>; until: number } | null = null;
  return () => {
    if (kept !== null && performance.now() < kept.until) return kept.value;
    const begun = performance.now();
    const entry = { value: read(), until: Number.POSITIVE_INFINITY };
    kept = entry;
    entry.value.then(
      () => {
        const ended = performance.now();
        entry.until = ended + Math.max(least, times * (ended - begun));
      },
      () => {
        entry.until = 0;
      },
    );
    return entry.value;
  };
};
