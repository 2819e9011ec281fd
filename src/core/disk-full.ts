const full = new Set(['ENOSPC', 'EDQUOT']);

/** Whether an error, or one of its causes, means that the disk or a disk quota is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && full.has(error.code)) || isDiskFull(error.cause));
