import { copyFile, open, rename, rm } from 'node:fs/promises';
import * as z from 'zod';
import { Failure } from '../../src/core/failure.ts';
import { formatOfName, savedAs } from '../../src/core/formats.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { ClipFile } from '../../src/core/reply.ts';
import type { Workspace } from '../../src/core/storage.ts';
import type { Target } from '../../src/core/target.ts';
import { takePaths } from './take-paths.ts';

const targetShape = z.object({ platform: z.literal('terminal'), out: z.string().nullable() });

/** The target of a terminal's answer: the file `out`, or null to only list the clip in `clips`. */
export const terminalTarget = (out: string | null): Target => ({ platform: 'terminal', out });

/** Copies a file so that it appears only once it is complete. Throws `Failure` `output_unwritable`. */
export const writeTo = async (from: string, to: string, key: string): Promise<void> => {
  const part = `${to}.${key}.part`;
  try {
    await copyFile(from, part);
    const file = await open(part, 'r+');
    await file.sync().finally(() => file.close());
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true });
    throw new Failure('output_unwritable', { path: to }, error);
  }
};

/** The clip in another format, at most `bytes` bytes, written to `folder`; null if it can't be that small. */
export type FitCopy = (clip: ClipFile, bytes: number, folder: string) => Promise<string | null>;

/** The file that a name like `cat.gif` asks for: the clip itself, or a copy in that format. */
const fileNamed = async (clip: ClipFile, out: string, copyOf: FitCopy, folder: string): Promise<string> => {
  const format = formatOfName(out);
  if (format === null || clip.as !== undefined) return clip.path;
  const as = savedAs(format, null, clip.clip.seconds);
  const made = await copyOf({ ...clip, as }, Number.POSITIVE_INFINITY, folder);
  return made ?? clip.path;
};

/**
 * Delivers by writing files, in the format that their name asks for. Writing the same files again changes nothing.
 */
export const terminalPlatform = (copyOf: FitCopy, workspace: () => Promise<Workspace>): Platform => ({
  name: 'terminal',
  deliver: async (target, reply, delivery) => {
    const { out } = targetShape.parse(target);
    if (out === null || reply.clips.length === 0) return 'kept';
    await using room = await workspace();
    const paths = takePaths(
      out,
      reply.clips.map(({ clip }) => clip),
    );
    for (const [index, clip] of reply.clips.entries()) {
      const file = await fileNamed(clip, out, copyOf, room.folder);
      await delivery.check();
      await writeTo(file, paths[index] ?? out, delivery.key);
    }
    return 'direct';
  },
  // A terminal polls the status itself.
  update: async () => {},
  cardUntil: () => null,
});
