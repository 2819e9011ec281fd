import type { BoundCommand, Catalogue } from '../../src/core/command.ts';
import type { Fence } from '../../src/core/fence.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { Manners } from '../../src/core/manners.ts';
import type { Desk } from './desk.ts';
import type { Message } from './incoming.ts';

/** What answering needs. */
export type Counter = {
  readonly commands: readonly BoundCommand[];
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  readonly desk: Desk;
  /** Days that photos are kept. */
  readonly photoDays: number;
  /** Guards the first card of a job: once its answer is on its way, nothing is said over it. */
  unanswered(job: string): Fence;
  /** How a community wants its new clips. */
  manners(community: string): Promise<Manners>;
  /** The messages of an album, as they were sent. */
  album(bundle: string): Promise<readonly Message[]>;
  /** An owner's job, by its id. */
  jobOf(owner: string, id: string): Promise<JobStatus | null>;
  /** Whose a clip, a job or an order that waits for an answer is; null for what there is not. */
  ownerBehind(id: string): Promise<string | null>;
  /** Whether an owner's job by this key is under way. */
  begun(owner: string, key: string): Promise<boolean>;
  /** A group has become a supergroup, with another id. */
  moved(from: string, to: string): Promise<void>;
};
