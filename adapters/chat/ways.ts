import type { Delivered, Delivery } from '../../src/core/platform.ts';
import { fenced } from './fenced.ts';

/** The way is closed, and another one may be open. */
export class Closed extends Error {}

/** The way is open, for files smaller than this one of so many bytes. */
export class TooLarge extends Error {
  readonly bytes: number;

  constructor(bytes: number, options?: ErrorOptions) {
    super(`${bytes} bytes are too large`, options);
    this.bytes = bytes;
  }
}

/** Nobody can tell whether it arrived. */
export class Unsure extends Error {}

/** What a refusal means by its HTTP status: `later` where the same may do another time. */
export const meaningOf = (status: number): 'closed' | 'too-large' | 'later' => {
  if (status === 413) return 'too-large';
  const passes = status === 401 || status === 408 || status === 429;
  return status >= 400 && status < 500 && !passes ? 'closed' : 'later';
};

const shrinks = 3;
const smaller = 0.6;

/**
 * Sends with files of at most `limit` bytes, each time clearly smaller than what was refused, and in the end without any
 * (a limit of 0). Throws `Closed` where even that is too large.
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

/** A way an answer may go. */
export type DeliveryStep = { readonly by: Delivered; send(): Promise<void> };

/** Takes the first way that is open; null when none is. */
export const firstDelivered = async (ways: readonly DeliveryStep[]): Promise<Delivered | null> => {
  for (const way of ways) {
    try {
      await way.send();
      return way.by;
    } catch (error) {
      if (!(error instanceof Closed)) throw error;
    }
  }
  return null;
};

/** What comes of something, or `otherwise` where the way is closed. */
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

/** Whether something could be said: false where the way is closed. */
export const open = (saying: Promise<unknown>): Promise<boolean> =>
  unlessClosed(
    saying.then(() => true),
    false,
  );

/** Does the request that may make a message. */
export type Around = <Result>(request: () => Promise<Result>) => Promise<Result>;

/**
 * Sends a part of an answer: that it was begun is written down right before each request, and its message once that is
 * known. `isLost` tells the errors after which it certainly did not arrive.
 */
export const sendPart = async (
  delivery: Delivery,
  part: string,
  isLost: (error: unknown) => boolean,
  send: (around: Around) => Promise<string | number>,
): Promise<void> => {
  const fence = { signal: delivery.signal, check: () => delivery.begin(part) };
  try {
    await delivery.arrived(part, await send((request) => fenced(fence, request)));
  } catch (error) {
    if (isLost(error)) await delivery.failed(part);
    throw error;
  }
};
