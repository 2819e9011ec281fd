import type { BoundCommand, Catalogue } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Desk } from './desk.ts';

/** What answering needs. */
export type Counter = {
  readonly commands: readonly BoundCommand[];
  readonly known: Readonly<Record<Catalogue, readonly string[]>>;
  /** Hosts that attachments may come from besides Discord's own. */
  readonly hosts: readonly string[];
  readonly log: Log;
  readonly desk: Desk;
};

/** Throws Failure `unknown_command`. */
export const commandNamed = (counter: Counter, name: string): BoundCommand => {
  const found = counter.commands.find((command) => command.name === name);
  if (found === undefined) throw new Failure('unknown_command', { value: name });
  return found;
};
