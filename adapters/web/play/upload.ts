import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FileSource, Options } from '../../../src/core/command.ts';
import { Failure, isDiskFull } from '../../../src/core/failure.ts';
import { maxPhotos } from '../../../src/core/order.ts';
import {
  archiveMegabytes,
  type FileOption,
  isFileOption,
  isOneFile,
  limitOf,
  megabyte,
  photoMegabytes,
} from '../../../src/core/upload-limit.ts';

const longestName = 100;

/** Upload limits for the multipart parser. */
export const uploadLimits = {
  fileSize: (archiveMegabytes + 1) * megabyte,
  files: maxPhotos + 10,
  fields: 60,
  fieldSize: 16_384,
  fieldNameSize: 100,
  headerPairs: 50,
};

/** The total size of all files at their maximum, in bytes, plus 1 MB for everything else. */
const maxBytes = (options: Options): number =>
  Object.values(options)
    .filter(isFileOption)
    .map(
      (option) =>
        limitOf(option).megabytes *
        (option.type === 'photos'
          ? Math.min(option.maximum, archiveMegabytes / photoMegabytes)
          : (option.several ?? 1)),
    )
    .reduce((sum, megabytes) => sum + megabytes, 1) * megabyte;

/** Rejects an upload by its content length before the body is read. Throws `Failure` `request_too_big`. */
export const requireUpload =
  (options: Options) =>
  async ({ headers }: FastifyRequest): Promise<void> => {
    if (Number(headers['content-length'] ?? 0) > maxBytes(options)) throw new Failure('request_too_big');
  };

/** How much of a form is still read after a file that is too large: the fields after it say what the form comes back with. */
const maxRest = 5 * megabyte;

/** Stores an uploaded file. `rest`: how many bytes of the form follow after so many of the file. */
const save = async (
  part: MultipartFile,
  option: FileOption,
  path: string,
  rest: (bytes: number) => number,
): Promise<FileSource> => {
  const { kind, megabytes } = limitOf(option, part.filename);
  const tooHeavy = (): Failure =>
    new Failure(`${kind}_too_heavy`, { megabytes: `> ${megabytes}`, limit: megabytes });
  let bytes = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes <= megabytes * megabyte) yield chunk;
      else if (rest(bytes) > maxRest) throw tooHeavy();
    }
  };
  await pipeline(part.file, count, createWriteStream(path));
  if (part.file.truncated || bytes > megabytes * megabyte) throw tooHeavy();
  return { path, name: part.filename.slice(0, longestName) };
};

const skip = async (part: MultipartFile): Promise<void> => {
  for await (const _chunk of part.file);
};

const isSeveral = (option: Options[string] | undefined): boolean =>
  option?.type === 'choice' && option.several !== undefined;

/** Collects files (saved to `folder`) and fields of a form by name. Fields that match no option are kept as text. */
const collect = async (request: FastifyRequest, options: Options, folder: string) => {
  const files: Record<string, FileSource[]> = {};
  const fields: Record<string, string> = {};
  let refused: Failure | null = null;
  let total = 0;
  const announced = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY);
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const value = String(part.value);
      const { [part.fieldname]: given } = fields;
      // Checkboxes of one option; of a switch, the last value counts.
      const more = given !== undefined && isSeveral(options[part.fieldname]);
      fields[part.fieldname] = more ? `${given},${value}` : value;
      continue;
    }
    const option = options[part.fieldname];
    // An empty file field is sent as a file without a name.
    if (option === undefined || !isFileOption(option) || !part.filename) {
      await skip(part);
      continue;
    }
    const earlier = files[part.fieldname] ?? [];
    const path = join(folder, `${part.fieldname}-${earlier.length}`);
    const rest = (bytes: number): number => announced - total - bytes;
    const saved = await save(part, option, path, rest).catch((error: unknown) => {
      if (!(error instanceof Failure) || rest(part.file.bytesRead) > maxRest) throw error;
      return error;
    });
    if (saved instanceof Failure) refused ??= saved;
    else files[part.fieldname] = [...earlier, saved];
    total += part.file.bytesRead;
    if (total > maxBytes(options)) throw new Failure('request_too_big');
  }
  return { files, fields, refused };
};

export type UploadForm = {
  /** Raw option values. Empty values are left out unless `blank` says that they count. */
  readonly values: Readonly<Record<string, unknown>>;
  /** All other text fields. */
  readonly others: Readonly<Record<string, string>>;
};

/** How a form is read: whether an empty value of an option counts, and who is told its text fields, also if it is refused. */
export type Reading = {
  readonly blank?: (name: string) => boolean;
  readonly onFields?: (fields: Readonly<Record<string, string>>) => void;
};

/**
 * Reads a multipart form. Throws `Failure` `photo_too_heavy`, `sound_too_heavy`, `request_too_big` or `bad_request`.
 */
export const readUpload = async (
  request: FastifyRequest,
  options: Options,
  folder: string,
  { blank = () => false, onFields = () => {} }: Reading = {},
): Promise<UploadForm> => {
  if (!request.isMultipart()) throw new Failure('bad_request');
  const { files, fields, refused } = await collect(request, options, folder).catch((error: unknown) => {
    if (error instanceof Failure) throw error;
    if (isDiskFull(error)) throw new Failure('disk_full', {}, error);
    const tooBig = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
    throw new Failure(tooBig ? 'request_too_big' : 'bad_request', {}, error);
  });
  onFields(fields);
  if (refused !== null) throw refused;
  const given = Object.entries(fields);
  const known = given.filter(
    ([name, text]) => Object.hasOwn(options, name) && (text.trim() !== '' || blank(name)),
  );
  const sources = Object.entries(files).map(([name, list]) => [
    name,
    isOneFile(options[name]) ? list[0] : list,
  ]);
  return {
    values: { ...Object.fromEntries(known), ...Object.fromEntries(sources) },
    others: Object.fromEntries(given.filter(([name]) => !Object.hasOwn(options, name))),
  };
};
