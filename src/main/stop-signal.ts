import { exitCodes } from '../../adapters/terminal/run.ts';

/** Aborts at the first SIGINT or SIGTERM; a second one ends the process at once. */
export const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => (controller.signal.aborted ? process.exit(exitCodes.failed) : controller.abort()));
  }
  return controller.signal;
};
