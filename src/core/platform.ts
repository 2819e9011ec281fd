import type { Address } from './address.ts';
import type { JobStatus } from './job.ts';
import type { Reply } from './reply.ts';

/** How an answer reached its owner. `kept`: nowhere to post it, it waits in `clips`. */
export type Delivered = 'edited' | 'posted' | 'direct' | 'kept';

/** Where people talk to us. Works without any open connection, so any worker can deliver. */
export interface Platform {
  readonly name: string;
  /** Brings the answer. May be called again with the same `key` after a crash and must then not post twice. */
  deliver(address: Address, reply: Reply, key: string): Promise<Delivered>;
  /** Shows how a job stands. `move` writes down where its card is from now on; false when it needs none any more. */
  update(address: Address, status: JobStatus, move: (to: Address) => Promise<boolean>): Promise<void>;
}
