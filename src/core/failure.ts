import { type FailureKind, failureKinds, photoKinds, usageKinds } from './failure-kinds.ts';

export type { FailureKind } from './failure-kinds.ts';

/** Values that a failure message may include. Never a secret, a prompt or a provider's own words. */
export type Facts = Readonly<Record<string, string | number>>;

/** The only error thrown on purpose. `text/` holds the message for each kind; causes go to the log. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly facts: Facts;

  constructor(kind: FailureKind, facts: Facts = {}, cause?: unknown) {
    super(kind, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.kind = kind;
    this.facts = facts;
  }
}

/** A plain record of a failure, for a database column or a socket. */
export type FailureRecord = { readonly kind: FailureKind; readonly facts: Facts };

/** Converts any thrown value to a `Failure`. What wasn't thrown on purpose becomes `internal`. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('internal', {}, error);

export const isFailureKind = (text: string): text is FailureKind =>
  (failureKinds as readonly string[]).includes(text);

/** Whether something is wrong with one photo, so that others may still be used. */
export const isPhotoProblem = (error: unknown): error is Failure =>
  error instanceof Failure && (photoKinds as readonly string[]).includes(error.kind);

/** Whether the request itself was malformed. The terminal then exits with code 2. */
export const isUsage = (kind: FailureKind): boolean => (usageKinds as readonly string[]).includes(kind);

/** Whether an error means that there is no such file. */
export const isMissingFile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const full = new Set(['ENOSPC', 'EDQUOT']);

/** Whether an error, or one of its causes, means that the disk or a disk quota is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && full.has(error.code)) || isDiskFull(error.cause));
