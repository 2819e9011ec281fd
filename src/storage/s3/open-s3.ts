import { createHash } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Failure, isDiskFull } from '../../core/failure.ts';
import { newId } from '../../core/id.ts';
import type { Storage } from '../../core/storage.ts';
import { keeping, ownerFile } from '../keys.ts';
import { type BucketSettings, openBucket } from './bucket.ts';
import { isMissing, isTaken, runningFault, startFault } from './faults.ts';

type LocalWork = Pick<Storage, 'workspace' | 'tidy' | 'free'>;

const named = async <T>(right: string, run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    throw startFault(error, right);
  }
};

/** `Failure` `disk_full` is about this machine; any other error is the store's. */
const withKnownErrors = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run();
  } catch (error) {
    throw isDiskFull(error) ? new Failure('disk_full', {}, error) : runningFault(error);
  }
};

/**
 * Stores files in a bucket, with working copies in a local folder; `keeps`: also of what is stored. Throws `Failure` `bad_setting`, which names what is
 * wrong or the missing permission, or `fault` if the store doesn't respond.
 */
export const openS3 = async (
  settings: BucketSettings & { readonly folder: string },
  local: LocalWork,
  keeps = true,
): Promise<Storage> => {
  const bucket = openBucket(settings);
  const copies = await openCopies(join(settings.folder, 'copies'));

  const probe = `.probe/${newId()}`;
  await named('s3:ListBucket', bucket.reach);
  await using workspace = await local.workspace();
  const words = join(workspace.folder, 'probe');
  await writeFile(words, 'probe');
  await named('s3:PutObject', () => bucket.put(probe, words));
  await named('s3:GetObject', () => bucket.read(probe));
  await named('s3:DeleteObject', () => bucket.remove(probe));

  const move = (key: string, file: string): Promise<void> =>
    withKnownErrors(async () => {
      const version = await bucket.put(key, file);
      if (keeps) await copies.keep(key, version, file);
    });
  const pathOf = (key: string): Promise<string> =>
    withKnownErrors(async () => {
      const copy = await copies.find(key, await bucket.head(key));
      if (copy !== null) return copy;
      await using space = await local.workspace();
      const file = join(space.folder, 'copy');
      return await copies.keep(key, await bucket.get(key, file), file);
    });
  return {
    place: `s3:${settings.bucket}`,
    ping: () => withKnownErrors(bucket.reach),
    ...keeping(move, pathOf),
    copy: (key, path) => withKnownErrors(async () => void (await bucket.get(key, path))),
    remove: (key) =>
      withKnownErrors(async () => {
        await bucket.remove(key);
        await copies.drop(key);
      }),
    workspace: local.workspace,
    tidy: async () => {
      await local.tidy();
      await copies.tidy();
    },
    list: async function* () {
      for await (const object of bucket.list()) if (object.key !== ownerFile) yield object;
    },
    mark: (fresh) =>
      withKnownErrors(async () => {
        const there = await bucket.read(ownerFile).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
          return null;
        });
        if (there !== null) return there;
        await bucket.putNew(ownerFile, fresh).catch((error: unknown) => {
          if (!isTaken(error)) throw error;
        });
        return bucket.read(ownerFile);
      }),
    free: local.free,
  };
};

const unusedMilliseconds = 60 * 60 * 1_000;

const nameOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** Local copies of objects, for callers that need a path. Each copy is of one version, so none is ever out of date. */
const openCopies = async (folder: string) => {
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
