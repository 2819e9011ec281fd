import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import { type Moved, moveFiles } from '../jobs/move-files.ts';
import { openDisk } from '../storage/disk.ts';
import { openBucketStorage } from './backends.ts';

const places = ['s3', 'disk'] as const;

/**
 * `storage move s3|disk`: copies all files from `DATA_DIR` to `S3_BUCKET`, or back. Needs no database, so a service may
 * run on either. Throws `Failure` `unknown_choice`, `missing_option`, `bad_setting` and those of `moveFiles`.
 */
export const moveStorage = async (
  config: Config,
  [action = 'move', to]: readonly string[],
  tell: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Moved & { readonly to: (typeof places)[number] }> => {
  if (action !== 'move')
    throw new Failure('unknown_choice', { option: 'storage', value: action, choices: 'move' });
  const target = places.find((place) => place === to);
  if (target === undefined)
    throw new Failure('unknown_choice', {
      option: 'storage move',
      value: to ?? '',
      choices: places.join(', '),
    });
  const disk = await openDisk(config.DATA_DIR, false);
  const bucket = await openBucketStorage(config, disk, false);
  if (bucket === null)
    throw new Failure('bad_setting', {
      name: 'S3_BUCKET',
      rule: 'must name the bucket to move files to or from',
    });
  const moved = await (target === 's3'
    ? moveFiles(disk, bucket, tell, signal)
    : moveFiles(bucket, disk, tell, signal));
  return { ...moved, to: target };
};
