import * as z from 'zod';
import { type FailureKind, isFailureKind } from '../../src/core/failure.ts';
import type { Target } from '../../src/core/target.ts';

/** The file in the data folder with the port and token of a running service's local socket. */
export const ipcFile = 'socket.json';

export const ipcNote = z.object({ port: z.number().int(), token: z.string() });
export type IpcNote = z.infer<typeof ipcNote>;

const isTerminalTarget = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'platform' in value && value.platform === 'terminal';

/** A call that a terminal can make over the local socket. */
export const ipcCall = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    name: z.string(),
    raw: z.record(z.string(), z.unknown()),
    target: z.custom<Target>(isTerminalTarget),
    key: z.string(),
  }),
  z.object({ kind: z.literal('status'), job: z.string() }),
]);
export type IpcCall = z.infer<typeof ipcCall>;

export const ipcFailure = z.object({
  kind: z.string().refine((kind): kind is FailureKind => isFailureKind(kind)),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
