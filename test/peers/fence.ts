import { type Fence, never } from '../../src/core/fence.ts';

/** Where nobody takes a job away. */
export const unfenced: Fence = { signal: never, check: async () => {} };
