import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../src/core/failure.ts';
import type { JobStatus } from '../../src/core/job.ts';
import type { Reply } from '../../src/core/reply.ts';
import { type IpcCall, type IpcNote, ipcFailure, ipcFile, ipcNote } from './ipc-protocol.ts';
import type { TerminalSession } from './terminal-session.ts';

const reviveDates = (key: string, value: unknown): unknown =>
  key === 'createdAt' && typeof value === 'string' ? new Date(value) : value;

const call = async (note: IpcNote, body: IpcCall): Promise<unknown> => {
  const response = await fetch(`http://127.0.0.1:${note.port}/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${note.token}` },
    body: JSON.stringify(body),
  }).catch((error: unknown) => {
    throw new Failure('service_gone', {}, error);
  });
  const text = await response.text().catch((error: unknown) => {
    throw new Failure('service_gone', {}, error);
  });
  if (response.ok) return JSON.parse(text, reviveDates);
  if (response.status === 401) throw new Failure('service_gone');
  const { kind, facts } = ipcFailure.parse(JSON.parse(text));
  throw new Failure(kind, facts);
};

const readNote = (text: string): IpcNote | null => {
  try {
    return ipcNote.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** A session on the service that owns this data folder; null when none answers. */
export const remoteSession = async (dataFolder: string): Promise<TerminalSession | null> => {
  const text = await readFile(join(dataFolder, ipcFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const note = readNote(text);
  if (note === null) return null;
  const status = async (job: string): Promise<JobStatus | null> => {
    const answered = (await call(note, { kind: 'status', job })) as { status: JobStatus | null };
    return answered.status;
  };
  // A service that died without closing its socket leaves the file behind.
  const alive = await status('none').then(
    () => true,
    () => false,
  );
  if (!alive) return null;
  return {
    run: async (name, raw, target, key) =>
      (await call(note, { kind: 'run', name, raw, target, key })) as Reply,
    status,
    close: async () => {},
  };
};
