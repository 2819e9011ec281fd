import type { Fence } from './fence.ts';
import type { JobStatus } from './job.ts';
import type { Reply } from './reply.ts';
import type { Target } from './target.ts';

/** How an answer reached its owner. `kept`: nowhere to post it, it waits in `clips`. */
export type Delivered = 'edited' | 'posted' | 'direct' | 'kept';

/** A part of an answer whose sending was begun: `message` once it is known to be there, `at` in milliseconds since 1970. */
export type Part = { readonly message: string | number | null; readonly at?: number };
export type Parts = Readonly<Record<string, Part>>;

/** An answer on its way. What is written down outlives this process; every write throws when the job is no longer ours. */
export interface Delivery extends Fence {
  /** Unguessable and unique to this answer, at most 25 characters. */
  readonly key: string;
  /** Parts begun before, by this process or another. */
  begun(): Promise<Parts>;
  /** Writes down that a part is about to be sent: called right before its request. */
  begin(part: string): Promise<void>;
  /** Writes down that a part is there. */
  arrived(part: string, message: string | number): Promise<void>;
  /** Writes down that a part certainly did not arrive. */
  failed(part: string): Promise<void>;
}

/** Where people talk to us. Works without any open connection, so any worker can deliver. */
export interface Platform {
  readonly name: string;
  /** Brings the answer. May be called again for the same delivery after a crash and must then not post twice. */
  deliver(address: Target, reply: Reply, delivery: Delivery): Promise<Delivered>;
  /** Shows how a job stands. `move` writes down where its card is from now on; false when it needs none any more. */
  update(
    address: Target,
    status: JobStatus,
    fence: Fence,
    move: (to: Target) => Promise<boolean>,
  ): Promise<void>;
  /**
   * Deletes the messages of an answer and its card, where a bot may; gives how many stay. Left out where nothing is sent.
   * Doing it again changes nothing.
   */
  erase?(address: Target, delivered: Delivered | null, parts: Parts): Promise<number>;
  /** When the card can no longer be changed, in milliseconds since 1970; null where that never ends. */
  cardUntil(address: Target): number | null;
}
