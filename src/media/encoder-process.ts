import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { Failure } from '../core/failure.ts';
import type { EncoderCommand } from './encoder-command.ts';

export type EncoderProcess = {
  readonly pid: number | undefined;
  readonly stdin: Writable;
  /**
   * Resolves with the end of stdout. Throws `Failure` `timeout`, `disk_full`, `fault`, `encoder_failed`, or the failure
   * passed to `kill`.
   */
  readonly ended: Promise<string>;
  kill(reason: Failure): void;
};

const full = /No space left on device|Disk quota exceeded/;
const scarce = /Cannot allocate memory/;

const complaint = (stderr: string, code: number | null, killer: string | null): Failure => {
  const cause = `${stderr.trim()} (${code ?? killer})`;
  // A SIGKILL that we didn't send comes from the system's OOM killer.
  if (killer === 'SIGKILL' || scarce.test(stderr)) return new Failure('fault', { of: 'memory' }, cause);
  return new Failure(full.test(stderr) ? 'disk_full' : 'encoder_failed', {}, cause);
};

const tail = (kept: string, chunk: string): string => `${kept}${chunk}`.slice(-4000);

/** Starts a program that is killed when its limit in seconds has passed or its signal aborts. */
export const startProcess = (command: EncoderCommand, limit: number, signal: AbortSignal): EncoderProcess => {
  const child = spawn(command.program, command.arguments, { env: command.environment, windowsHide: true });
  let killedWith: Failure | undefined;
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout = tail(stdout, chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = tail(stderr, chunk);
  });
  // A dead reader shows in its exit code; the broken pipe itself must not crash us.
  child.stdin.on('error', () => {});

  const kill = (reason: Failure): void => {
    killedWith ??= reason;
    child.kill('SIGKILL');
    // Children of a wrapper script may still hold these open.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  };
  const abort = (): void =>
    kill(signal.reason instanceof Failure ? signal.reason : new Failure('cancelled', {}, signal.reason));
  const timer = setTimeout(() => kill(new Failure('timeout')), limit * 1000);
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();

  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', (error) => reject(new Failure('encoder_failed', {}, error)));
    child.once('close', (code, killer) => {
      if (killedWith === undefined && code === 0) resolve(stdout);
      else reject(killedWith ?? complaint(stderr, code, killer));
    });
  }).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  });
  return { pid: child.pid, stdin: child.stdin, ended, kill };
};
