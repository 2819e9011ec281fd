import { createHash } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { extname, join } from 'node:path';

const unusedMilliseconds = 60 * 60 * 1_000;

const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Local copies of objects, for callers that need a path. Each copy is of one version, so none is ever out of date. */
export const openCopies = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (key: string, version: string): string =>
    join(folder, `${nameOf(key)}-${nameOf(version)}${extname(key)}`);
  const touch = (path: string): Promise<void> => {
    const now = new Date();
    return utimes(path, now, now);
  };
  return {
    find: async (key: string, version: string): Promise<string | null> => {
      const path = pathOf(key, version);
      return access(path)
        .then(() => touch(path))
        .then(
          () => path,
          () => null,
        );
    },
    /** Moves a file in. */
    keep: async (key: string, version: string, file: string): Promise<string> => {
      await touch(file);
      await rename(file, pathOf(key, version));
      return pathOf(key, version);
    },
    drop: async (key: string): Promise<void> => {
      const names = (await readdir(folder)).filter((name) => name.startsWith(nameOf(key)));
      for (const name of names) await rm(join(folder, name), { force: true });
    },
    /** Removes copies unused for an hour, which includes objects deleted by other machines. */
    tidy: async (): Promise<void> => {
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const used = await stat(path).then(({ mtimeMs }) => mtimeMs, Date.now);
        if (Date.now() - used > unusedMilliseconds) await rm(path, { force: true });
      }
    },
  };
};
