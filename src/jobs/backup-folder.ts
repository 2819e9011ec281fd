import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Failure } from '../core/failure.ts';
import type { Storage } from '../core/storage.ts';
import { dumpRows, isEmpty, loadRows } from '../store/dump.ts';
import { lockFolder } from '../store/lock.ts';
import { programSchema, type Store } from '../store/open-store.ts';
import { readSetting } from '../store/saved-settings.ts';
import { type Digest, digestOf, putAgain } from './move-files.ts';

type BackupParts = {
  readonly store: Pick<Store, 'database'>;
  readonly storage: Storage;
  /** Folder with the service's own certificate. */
  readonly certificates: string;
};

/** Written last: a backup without it is unfinished. */
type Manifest = {
  readonly made: string;
  readonly schema: string;
  readonly rows: number;
  readonly database: Digest;
  readonly files: Readonly<Record<string, Digest>>;
};

export type BackupFigures = { readonly rows: number; readonly files: number; readonly bytes: number };

const manifestName = 'backup.json';
const databaseName = 'database.gz';

const readManifest = async (folder: string): Promise<Manifest | null> =>
  readFile(join(folder, manifestName), 'utf8').then(
    (text) => JSON.parse(text) as Manifest,
    () => null,
  );

/** When a folder was last backed up to, in milliseconds since 1970; 0 if never. */
export const lastBackup = async (folder: string): Promise<number> =>
  Date.parse((await readManifest(folder))?.made ?? '1970-01-01');

// Newer versions of Node.js also end a line at these two.
const oneLine = (row: string): string => row.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const writeRows = async ({ store }: BackupParts, path: string): Promise<number> => {
  const packed = createGzip();
  const target = packed.pipe(createWriteStream(path, { mode: 0o600, flush: true }));
  const written = finished(target);
  let rows = 0;
  await dumpRows(store.database, async (table, row) => {
    rows += 1;
    if (!packed.write(`${table} ${oneLine(row)}\n`)) await once(packed, 'drain');
  });
  packed.end();
  await written;
  return rows;
};

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

/** Removes what no longer belongs to the backup, from an interrupted one too. */
const removeOthers = async (folder: string, wanted: Manifest['files']): Promise<void> => {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const key = relative(folder, path).split(sep).join('/');
    if (entry.isFile() && !(key in wanted)) await rm(path);
  }
};

/** Copies a stored file. Null if it was deleted meanwhile. */
const copyStored = async (storage: Storage, key: string, target: string): Promise<Digest | null> => {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  try {
    await storage.copy(key, `${target}.part`);
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not_found') return null;
    throw error;
  }
  const copied = await digestOf(`${target}.part`);
  await rename(`${target}.part`, target);
  return copied;
};

const write = async (parts: BackupParts, folder: string): Promise<BackupFigures> => {
  const before = (await readManifest(folder))?.files ?? {};
  const fileOf = (key: string): string => join(folder, 'files', key);
  await mkdir(join(folder, 'files'), { recursive: true, mode: 0o700 });
  const fresh = join(folder, `${databaseName}.part`);
  const rows = await writeRows(parts, fresh);
  const files: Record<string, Digest> = {};
  for await (const { key } of parts.storage.list()) {
    const known = before[key];
    const unchanged = known !== undefined && known.bytes === (await sizeOf(fileOf(key))) ? known : null;
    const stored = unchanged ?? (await copyStored(parts.storage, key, fileOf(key)));
    if (stored !== null) files[key] = stored;
  }
  if (existsSync(parts.certificates))
    await cp(parts.certificates, join(folder, 'provenance'), { recursive: true });
  const database = await digestOf(fresh);
  await rename(fresh, join(folder, databaseName));
  const manifest: Manifest = {
    made: new Date().toISOString(),
    schema: programSchema(),
    rows,
    database,
    files,
  };
  await writeFile(join(folder, `${manifestName}.part`), JSON.stringify(manifest), { flush: true });
  await rename(join(folder, `${manifestName}.part`), join(folder, manifestName));
  await removeOthers(join(folder, 'files'), files);
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, database.bytes);
  return { rows, files: Object.keys(files).length, bytes };
};

/**
 * Writes the database and all files to a folder while the service runs. A folder with an older backup is brought up to
 * date: only new files are copied, and deleted ones are removed. Null if another process is writing to it.
 */
export const backUp = async (parts: BackupParts, folder: string): Promise<BackupFigures | null> => {
  const lock = await lockFolder(folder);
  if (lock === null) return null;
  try {
    return await write(parts, folder);
  } finally {
    await lock.release();
  }
};

const requireIntact = async (folder: string, name: string, known: Digest): Promise<void> => {
  const found = await digestOf(join(folder, name)).catch(() => null);
  if (found?.sha256 !== known.sha256) throw new Failure('backup_damaged', { name });
};

const storedRows = async function* (path: string) {
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) });
  for await (const line of lines) {
    const space = line.indexOf(' ');
    yield [line.slice(0, space), line.slice(space + 1)] as const;
  }
};

/**
 * Restores a backup into an empty database and storage. The database comes last, so a restore that was interrupted can
 * be repeated. Throws `Failure` `backup_missing`, `backup_damaged`, `backup_version`, `backup_not_empty`.
 */
export const restore = async (parts: BackupParts, folder: string): Promise<BackupFigures> => {
  const manifest = await readManifest(folder);
  if (manifest === null) throw new Failure('backup_missing', { folder });
  const program = programSchema();
  if (manifest.schema !== program) throw new Failure('backup_version', { backup: manifest.schema, program });
  const { database } = parts.store;
  if (!(await isEmpty(database))) throw new Failure('backup_not_empty');
  await requireIntact(folder, databaseName, manifest.database);
  for (const [key, known] of Object.entries(manifest.files)) {
    const name = join('files', key);
    await requireIntact(folder, name, known);
    await using workspace = await parts.storage.workspace();
    const file = join(workspace.folder, 'restored');
    await copyFile(join(folder, name), file);
    await putAgain(parts.storage, key, file);
  }
  if (existsSync(join(folder, 'provenance')))
    await cp(join(folder, 'provenance'), parts.certificates, { recursive: true, force: false });
  await loadRows(database, storedRows(join(folder, databaseName)));
  const mark = await readSetting(database, 'service', 'storage mark');
  if (typeof mark === 'string') await parts.storage.mark(mark);
  const bytes = Object.values(manifest.files).reduce(
    (sum, file) => sum + file.bytes,
    manifest.database.bytes,
  );
  return { rows: manifest.rows, files: Object.keys(manifest.files).length, bytes };
};
