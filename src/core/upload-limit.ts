import type { Option } from './command.ts';
import { Failure } from './failure.ts';

/** The largest photo that is accepted, in MB. */
export const photoMegabytes = 20;
/** The largest sound that is accepted, in MB. */
export const soundMegabytes = 50;

export const megabyte = 2 ** 20;

/** An option that takes files. */
export type FileOption = Extract<Option, { type: 'file' | 'photos' }>;

export const isFileOption = (option: Option | undefined): option is FileOption =>
  option?.type === 'file' || option?.type === 'photos';

/** How large a file may be, and what it is called where it is larger. */
export type UploadLimit = { readonly kind: 'sound' | 'photo'; readonly megabytes: number };

/** How large a file of an option may be. */
export const limitOf = (option: FileOption): UploadLimit =>
  option.type === 'file' && option.kind === 'sound'
    ? { kind: 'sound', megabytes: soundMegabytes }
    : { kind: 'photo', megabytes: photoMegabytes };

/** What is said of a file that is larger than its limit. */
export const tooHeavy = (bytes: number, { kind, megabytes }: UploadLimit): Failure =>
  new Failure(`${kind}_too_heavy`, { megabytes: Math.ceil(bytes / megabyte), limit: megabytes });

/** Throws Failure `…_too_heavy` or `…_empty` for what a file says of itself. */
export const wantSize = (
  { name, size }: { readonly name: string; readonly size: number },
  limit: UploadLimit,
): void => {
  if (size > limit.megabytes * megabyte) throw tooHeavy(size, limit);
  if (size === 0) throw new Failure(`${limit.kind}_empty`, { name });
};
