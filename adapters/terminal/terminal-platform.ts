import { copyFile, open, rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { Failure } from '../../src/core/failure.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Target } from '../../src/core/target.ts';

const place = z.object({ platform: z.literal('terminal'), out: z.string().nullable() });

/** The target of a terminal's answer: the file `out`, or null to only list the clip in `clips`. */
export const terminalTarget = (out: string | null): Target => ({ platform: 'terminal', out });

/** The output file of a take: `out` for the best one, the others numbered next to it. */
export const takePath = (out: string, take: number): string =>
  take === 0 ? out : out.replace(/(\.[^./\\]*)?$/, (extension) => `-take${take + 1}${extension}`);

const write = async (from: string, to: string, key: string): Promise<void> => {
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

/** Delivers by writing files. Writing the same files again changes nothing. */
export const terminalPlatform: Platform = {
  name: 'terminal',
  deliver: async (address, reply, delivery) => {
    const { out } = place.parse(address);
    if (out === null || reply.clips.length === 0) return 'kept';
    for (const [index, clip] of reply.clips.entries()) {
      await delivery.check();
      await write(clip.path, takePath(out, index), delivery.key);
    }
    return 'direct';
  },
  // A terminal polls the status itself.
  update: async () => {},
  cardUntil: () => null,
};
