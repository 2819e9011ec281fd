const full = new Set(['ENOSPC', 'EDQUOT']);

/** Whether a disk, or somebody's share of it, is full: that is what an error means, or one behind it. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && full.has(error.code)) || isDiskFull(error.cause));
