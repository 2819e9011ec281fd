import type { BoundCommand, Catalogue } from '../../src/core/command.ts';
import type { Log } from '../../src/core/log.ts';
import type { Manners } from '../../src/core/manners.ts';
import type { Desk } from './desk.ts';

/** What answering needs. */
export type Counter = {
  readonly commands: readonly BoundCommand[];
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  /** Hosts that attachments may come from besides Discord's own. */
  readonly hosts: readonly string[];
  readonly log: Log;
  readonly desk: Desk;
  /** How a community wants its new clips. */
  manners(community: string): Promise<Manners>;
};
