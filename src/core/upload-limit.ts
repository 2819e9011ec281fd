import type { Option } from './command.ts';
import { Failure } from './failure.ts';

/** Maximum size of a photo, in MB. */
export const photoMegabytes = 20;
/** Maximum size of a sound, in MB. */
export const soundMegabytes = 50;

/** Maximum size of a preset file, in MB. */
const presetMegabytes = 1;

/** Maximum size of a ZIP archive of photos, and of all photos of a request, in MB. */
export const archiveMegabytes = 200;

export const megabyte = 2 ** 20;

/** An option that takes files. */
export type FileOption = Extract<Option, { type: 'file' | 'photos' }>;

export const isFileOption = (option: Option | undefined): option is FileOption =>
  option?.type === 'file' || option?.type === 'photos';

/** Whether an option takes a single file. */
export const isOneFile = (option: Option | undefined): boolean =>
  option?.type === 'file' && option.several === undefined;

/** Maximum size of a file, and which kind of failure applies if it is larger. */
export type UploadLimit = { readonly kind: 'sound' | 'photo' | 'preset'; readonly megabytes: number };

/** The maximum size of an option's file. */
export const limitOf = (option: FileOption, name = ''): UploadLimit => {
  if (option.type === 'photos' && /\.zip$/i.test(name)) return { kind: 'photo', megabytes: archiveMegabytes };
  const kind = option.type === 'file' ? option.kind : 'photo';
  if (kind === 'sound') return { kind, megabytes: soundMegabytes };
  if (kind === 'preset') return { kind, megabytes: presetMegabytes };
  return { kind: 'photo', megabytes: photoMegabytes };
};

/** The failure for a file that exceeds its limit. */
export const tooHeavy = (bytes: number, { kind, megabytes }: UploadLimit): Failure =>
  new Failure(`${kind}_too_heavy`, { megabytes: Math.ceil(bytes / megabyte), limit: megabytes });

/** Throws `Failure` `…_too_heavy` or `…_empty` based on a file's declared size. */
export const requireSize = (
  { name, size }: { readonly name: string; readonly size: number },
  limit: UploadLimit,
): void => {
  if (size > limit.megabytes * megabyte) throw tooHeavy(size, limit);
  if (size === 0) throw new Failure(`${limit.kind}_empty`, { name });
};
