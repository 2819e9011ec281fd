import type { BoundCommand, Catalogue } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Visibility } from '../../src/core/visibility.ts';
import type { Desk } from './desk.ts';

/** Who sees a new clip when nobody says, and whether every clip is covered until it is clicked. */
export type Manners = { readonly visibility: Visibility; readonly covered: boolean };

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
  /** How a community wants its new clips. */
  manners(community: string): Promise<Manners>;
};

/** Throws Failure `unknown_command`. */
export const commandNamed = (counter: Counter, name: string): BoundCommand => {
  const found = counter.commands.find((command) => command.name === name);
  if (found === undefined) throw new Failure('unknown_command', { value: name });
  return found;
};

const patience = 700;

/** What is known in good time, or `otherwise`: an answer must not wait for a slow database. */
export const inTime = <Result>(work: Promise<Result>, otherwise: Result): Promise<Result> => {
  // When it comes too late nobody hears of it.
  work.catch(() => {});
  const late = new Promise<Result>((resolve) => setTimeout(resolve, patience, otherwise).unref());
  return Promise.race([work, late]);
};

// Who cannot tell keeps it to the asker.
const shy: Manners = { visibility: 'private', covered: false };

/** How new clips are to be shown where somebody asks. */
export const mannersIn = (counter: Counter, community: string | null): Promise<Manners> =>
  community === null
    ? Promise.resolve(shy)
    : inTime(
        counter.manners(community).catch(() => shy),
        shy,
      );
