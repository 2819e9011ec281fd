import { AsyncLocalStorage } from 'node:async_hooks';
import { type Fence, never } from '../../src/core/fence.ts';
import type { Delivered, Delivery } from '../../src/core/platform.ts';

// Set by `fenced`, read by `passFence` in each platform's HTTP client.
const fences = new AsyncLocalStorage<Fence>();

/** Runs `work` with a fence that is checked right before each request. A nested fence replaces the outer one. */
export const fenced = <Result>(fence: Fence, work: () => Promise<Result>): Promise<Result> =>
  fences.run(fence, work);

/** Sends a request after checking the current fence, if any. Aborts it when the job is no longer ours. */
export const passFence = async <Result>(
  late: AbortSignal | null,
  request: (signal: AbortSignal | null) => Promise<Result>,
): Promise<Result> => {
  const fence = fences.getStore();
  if (fence === undefined) return request(late);
  await fence.check();
  if (late === null || fence.signal === never) return request(late ?? fence.signal);
  return request(AbortSignal.any([late, fence.signal]));
};

/** This way to deliver is closed; another one may be open. */
export class Closed extends Error {}

/** This way to deliver is open, but only for files smaller than the one sent, which has `bytes` bytes. */
export class TooLarge extends Error {
  readonly bytes: number;

  constructor(bytes: number, options?: ErrorOptions) {
    super(`${bytes} bytes are too large`, options);
    this.bytes = bytes;
  }
}

/** It's unknown whether the message arrived. */
export class Unsure extends Error {}

/** What an HTTP error status means. `later`: the same request may succeed another time. */
export const meaningOf = (status: number): 'closed' | 'too-large' | 'later' => {
  if (status === 413) return 'too-large';
  const passes = status === 401 || status === 408 || status === 429;
  return status >= 400 && status < 500 && !passes ? 'closed' : 'later';
};

const shrinks = 3;
const smaller = 0.6;

/**
 * Sends with files of at most `limit` bytes. Each retry is clearly smaller than what was refused, and the last one has
 * no files (a limit of 0). Throws `Closed` when even that is too large.
 */
export const shrinking = async <Result>(
  limit: number,
  send: (limit: number) => Promise<Result>,
): Promise<Result> => {
  for (let tries = 0, most = limit; ; tries++) {
    try {
      return await send(most);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      if (most === 0) throw new Closed('nothing is small enough', { cause: error });
      most = tries < shrinks ? Math.floor(smaller * Math.min(most, error.bytes)) : 0;
    }
  }
};

/** One way to deliver an answer. */
export type DeliveryStep = { readonly by: Delivered; attempt(): Promise<void> };

/** Delivers by the first way that is open. Returns null when none is. */
export const firstDelivered = async (ways: readonly DeliveryStep[]): Promise<Delivered | null> => {
  for (const way of ways) {
    try {
      await way.attempt();
      return way.by;
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    }
  }
  return null;
};

/** The result of `doing`, or `otherwise` when it throws `Closed`. */
export const unlessClosed = async <Result, Otherwise>(
  doing: Promise<Result>,
  otherwise: Otherwise,
): Promise<Result | Otherwise> => {
  try {
    return await doing;
  } catch (error) {
    if (error instanceof Closed) return otherwise;
    throw error;
  }
};

/** Whether `saying` succeeded; false when it throws `Closed`. */
export const succeeds = (saying: Promise<unknown>): Promise<boolean> =>
  unlessClosed(
    saying.then(() => true),
    false,
  );

/** Runs the request that may create a message, once its start is recorded. */
export type RecordedRequest = <Result>(request: () => Promise<Result>) => Promise<Result>;

/**
 * Sends one part of an answer. Records its start right before each request, and its message id once known. `isLost`
 * recognizes errors after which the part certainly didn't arrive.
 */
export const sendPart = async (
  delivery: Delivery,
  part: string,
  isLost: (error: unknown) => boolean,
  send: (recorded: RecordedRequest) => Promise<string | number>,
): Promise<void> => {
  const fence = { signal: delivery.signal, check: () => delivery.begin(part) };
  try {
    await delivery.arrived(part, await send((request) => fenced(fence, request)));
  } catch (error) {
    if (isLost(error)) await delivery.failed(part);
    throw error;
  }
};
