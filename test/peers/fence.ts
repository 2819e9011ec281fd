import type { Fence } from '../../src/core/fence.ts';

/** Where nobody takes a job away. */
export const unfenced: Fence = { signal: new AbortController().signal, check: async () => {} };
