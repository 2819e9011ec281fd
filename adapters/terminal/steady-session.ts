import { setTimeout as wait } from 'node:timers/promises';
import { asFailure } from '../../src/core/failure.ts';
import type { TerminalSession } from './terminal-session.ts';

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
    run: (...asked) => steadily((now) => now.run(...asked)),
    status: (job) => steadily((now) => now.status(job)),
    close: () => session.close(),
  };
};
