import type { BoundCommand, Catalogue } from '../../src/core/command.ts';
import type { Fence } from '../../src/core/fence.ts';
import type { Log } from '../../src/core/log.ts';
import type { Manners } from '../../src/core/manners.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Desk } from './desk.ts';

/** Answers that waited for somebody, and a way to let them wait on. */
export type Waited = { readonly reply: Reply; putBack(): Promise<void> };

/** What answering needs. */
export type Counter = {
  readonly commands: readonly BoundCommand[];
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  /** Hosts that attachments may come from besides Discord's own. */
  readonly hosts: readonly string[];
  readonly log: Log;
  readonly desk: Desk;
  /** What could not be brought to somebody, told once; null when nothing waits. */
  waited(owner: string): Promise<Waited | null>;
  /** Guards the first card of a job: once its answer is on its way, nothing is said over it. */
  unanswered(job: string): Fence;
  /** How a community wants its new clips. */
  manners(community: string): Promise<Manners>;
};
