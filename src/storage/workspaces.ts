import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workspace } from '../core/storage.ts';

/** How often a process touches its folders, and how long a folder must go untouched to count as abandoned. */
export type Pace = { readonly touchMilliseconds: number; readonly silentMilliseconds: number };

export const defaultPace: Pace = { touchMilliseconds: 10_000, silentMilliseconds: 120_000 };

type Seen = { readonly touched: number; readonly since: number };

/** Folders for work in progress, next to those of other processes, whose clocks may differ. */
export const openWorkspaces = (work: string, { touchMilliseconds, silentMilliseconds }: Pace) => {
  const own = new Set<string>();
  let seen = new Map<string, Seen>();
  const touch = (): void => {
    const now = new Date();
    for (const folder of own) utimes(folder, now, now).catch(() => {});
  };
  setInterval(touch, touchMilliseconds).unref();
  const inspect = async (name: string): Promise<[string, Seen] | null> => {
    const folder = join(work, name);
    const touched = await stat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    );
    if (touched === null || own.has(folder)) return null;
    const before = seen.get(name);
    const now = performance.now();
    const since = before?.touched === touched ? before.since : now;
    if (now - since < silentMilliseconds) return [name, { touched, since }];
    await rm(folder, { recursive: true, force: true });
    return null;
  };
  return {
    open: async (): Promise<Workspace> => {
      const folder = await mkdtemp(join(work, 'w-'));
      own.add(folder);
      return {
        folder,
        [Symbol.asyncDispose]: async () => {
          await rm(folder, { recursive: true, force: true });
          own.delete(folder);
        },
      };
    },
    /** Removes folders that have gone untouched for so long that their process must have died. */
    tidy: async (): Promise<void> => {
      const looked = await Promise.all((await readdir(work)).map(inspect));
      seen = new Map(looked.filter((entry) => entry !== null));
    },
  };
};

/** Removes all folders. Only for the one process that uses them, at its start. */
export const removeWorkspaces = async (work: string): Promise<void> => {
  for (const name of await readdir(work)) await rm(join(work, name), { recursive: true, force: true });
};
