import { setTimeout as wait } from 'node:timers/promises';
import type { BoundCommand, Options, Request } from '../../src/core/command.ts';
import { asFailure } from '../../src/core/failure.ts';
import type { JobStatus } from '../../src/core/job.ts';
import { commandNamed } from '../../src/core/parse.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Target } from '../../src/core/target.ts';

export type Raw = Readonly<Record<string, unknown>>;

/** The service as a terminal uses it: in this process, or in another one that owns the data folder. */
export interface TerminalSession {
  /** Runs a command. `key` is an idempotency key. */
  run(name: string, raw: Raw, target: Target, key: string): Promise<Reply>;
  status(job: string): Promise<JobStatus | null>;
  close(): Promise<void>;
}

/** `renders`: makes a clip, which the terminal waits for. `confirms`: asks a question first. */
export type Declared = {
  readonly name: string;
  readonly options: Options;
  readonly renders?: boolean;
  readonly confirms?: boolean;
};

/** The owner id of a user of this machine. */
export const terminalOwner = (user: string): string => `terminal:${user}`;

/** A request from the user of this terminal. Their clips are private until shared. */
const terminalRequest = (user: string, target: Target, key: string): Request => ({
  actor: { id: terminalOwner(user), communities: [], moderates: [], operator: false },
  community: null,
  uncapped: true,
  target,
  visibility: 'private',
  requester: 'person',
  canAsk: true,
  skipsPhotoAdvice: true,
  spoiler: false,
  adult: false,
  foreignPhoto: false,
  key: `terminal:${key}`,
  locale: 'en',
});

/** A session that runs commands in this process. */
export const directSession = (
  user: string,
  commands: readonly BoundCommand[],
  status: TerminalSession['status'],
  close: TerminalSession['close'],
): TerminalSession => ({
  run: async (name, raw, target, key) =>
    commandNamed({ commands }, name).run(terminalRequest(user, target, key), raw),
  status,
  close,
});

// A process on a busy machine takes this long to open a database.
const reconnectMilliseconds = 60_000;
const pause = 200;

/** Opens a session. Waits a while for a process that holds the data folder but has no socket yet, or is exiting. */
const openPatiently = async (open: () => Promise<TerminalSession>): Promise<TerminalSession> => {
  for (const deadline = Date.now() + reconnectMilliseconds; ; await wait(pause)) {
    try {
      return await open();
    } catch (error) {
      if (asFailure(error).kind !== 'data_folder_busy' || Date.now() > deadline) throw error;
    }
  }
};

/** A session that outlives the process behind it: when that exits, it opens another one and repeats the call. */
export const steadySession = async (open: () => Promise<TerminalSession>): Promise<TerminalSession> => {
  let session = await openPatiently(open);
  const steadily = async <Result>(ask: (session: TerminalSession) => Promise<Result>): Promise<Result> => {
    try {
      return await ask(session);
    } catch (error) {
      if (asFailure(error).kind !== 'service_gone') throw error;
      session = await openPatiently(open);
      return ask(session);
    }
  };
  return {
    run: (...args) => steadily((now) => now.run(...args)),
    status: (job) => steadily((now) => now.status(job)),
    close: () => session.close(),
  };
};
