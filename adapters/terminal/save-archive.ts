import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../../src/core/failure.ts';
import { newId } from '../../src/core/id.ts';
import type { ClipFile, Reply } from '../../src/core/reply.ts';
import { savedFiles } from '../../src/core/saved-files.ts';
import { terminalTarget } from './terminal-platform.ts';
import type { TerminalSession } from './terminal-session.ts';

/** Packs clips and their recipes into one archive, with what else was saved. */
export type Pack = (clips: AsyncIterable<ClipFile>, saved: readonly NonNullable<Reply['file']>[]) => Readable;

const clipsOf = async function* (session: TerminalSession, chosen: readonly string[]) {
  for (const id of chosen) yield* (await session.run('clip', { id }, terminalTarget(null), newId())).clips;
  if (chosen.length > 0) return;
  let before: string | null = null;
  do {
    const raw: Record<string, unknown> = before === null ? {} : { before };
    const { clips, next } = await session.run('clips', raw, terminalTarget(null), newId());
    yield* clips;
    before = next;
  } while (before !== null);
};

/**
 * Writes the chosen clips, or everything of the user's, to a new archive and returns its path. Throws `Failure`
 * `output_unwritable`.
 */
export const saveArchive = async (
  session: TerminalSession,
  pack: Pack,
  out: string | null,
  chosen: readonly string[],
): Promise<string> => {
  const path = resolve(out ?? 'photoplay-clips.zip');
  const saved =
    chosen.length > 0
      ? []
      : await savedFiles((name, raw) => session.run(name, raw, terminalTarget(null), newId()));
  let begun = false;
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 }).once('open', () => {
    begun = true;
  });
  try {
    await pipeline(pack(clipsOf(session, chosen), saved), file);
    return path;
  } catch (error) {
    if (!begun) throw new Failure('output_unwritable', { path }, error);
    await rm(path, { force: true });
    throw error;
  }
};
