import { pino } from 'pino';
import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { printable } from '../core/printable.ts';

type Written = { kind?: string; name: string; message: string; stack?: string | undefined; cause?: unknown };

// The error of a failed query includes its parameters, which hold prompts and targets.
const queryFailure = (error: Error): Written => {
  const known = ['code', 'table', 'constraint'].flatMap(
    (name) => Object.getOwnPropertyDescriptor(error, name)?.value ?? [],
  );
  return {
    name: 'query failed',
    message: known.join(' '),
    ...(error.cause === undefined ? {} : { cause: serialize(error.cause) }),
  };
};

// Libraries may put secrets into error messages.
const hide = (text: string | undefined): string | undefined =>
  text?.replace(/\b(?:r8|whsec)_[\w+/=-]+|\b(?:Bearer|Token) [\w.+/=-]{8,}|\d{5,}:[\w-]{20,}/g, '[…]');

/** What is logged of an error: libraries' errors carry requests and tokens as properties, so only these few fields. */
export const serialize = (error: unknown): Written | string => {
  if (!(error instanceof Error)) return typeof error === 'string' ? error.slice(0, 500) : typeof error;
  if ('params' in error) return queryFailure(error);
  const { name } = error;
  const message = hide(error.message) ?? '';
  const stack = hide(error.stack);
  const cause = error.cause === undefined ? {} : { cause: serialize(error.cause) };
  return { ...(error instanceof Failure ? { kind: error.kind } : {}), name, message, stack, ...cause };
};

const standardError = 2;

/** Opens a log on stderr or in a file, one JSON line per event. */
export const openLog = (
  level: NonNullable<Config['LOG_LEVEL']>,
  to: number | string = standardError,
): Log => {
  const file = pino.destination({ dest: to, sync: true });
  const shown = { write: (line: string) => file.write(`${printable(line.trimEnd())}\n`) };
  return pino({ level, serializers: { error: serialize } }, shown);
};
