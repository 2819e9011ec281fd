import type { Fence } from './fence.ts';
import type { JobStatus } from './job.ts';
import type { Reply } from './reply.ts';
import type { Target } from './target.ts';

/** How a reply reached its owner. `kept`: there was nowhere to send it, so it waits in `clips`. */
export type Delivered = 'edited' | 'posted' | 'direct' | 'kept';

/**
 * A part of a reply whose sending has begun. `message`: set once it is known to have arrived; `at`: milliseconds since
 * 1970.
 */
export type SentPart = { readonly message: string | number | null; readonly at?: number };
export type SentParts = Readonly<Record<string, SentPart>>;

/**
 * A reply being delivered. Its records outlive this process. Every write throws if this worker no longer holds the job.
 */
export interface Delivery extends Fence {
  /** Unguessable and unique to this reply, at most 25 characters. */
  readonly key: string;
  /** Parts begun earlier, by this process or another. */
  startedParts(): Promise<SentParts>;
  /** Records that a part is about to be sent. Called right before its request. */
  begin(part: string): Promise<void>;
  /** Records that a part has arrived. */
  arrived(part: string, message: string | number): Promise<void>;
  /** Records that a part certainly did not arrive. */
  failed(part: string): Promise<void>;
}

/** Where people talk to us. Works without an open connection, so any worker can deliver. */
export interface Platform {
  readonly name: string;
  /** Delivers the reply. May be called again for the same delivery after a crash and must then not post twice. */
  deliver(target: Target, reply: Reply, delivery: Delivery): Promise<Delivered>;
  /** Shows the status of a job. `move` records where its card is from now on; false if it no longer needs one. */
  update(
    target: Target,
    status: JobStatus,
    fence: Fence,
    move: (to: Target) => Promise<boolean>,
  ): Promise<void>;
  /**
   * Deletes the messages of a reply and its card, where a bot may, and returns how many messages with the reply remain.
   * Idempotent. Omitted if the platform sends nothing.
   */
  erase?(target: Target, delivered: Delivered | null, parts: SentParts): Promise<number>;
  /**
   * The target for a message that everyone in that channel reads; without the person who asked if it's `nobodys`. Null if
   * the bot can't post there.
   */
  channelOf?(target: Target, nobodys?: boolean): Target | null;
  /** When the card stops being editable, in milliseconds since 1970. Null if it never does. */
  cardUntil(target: Target): number | null;
}
