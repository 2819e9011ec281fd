import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import { type Moved, moveFiles } from '../jobs/move-files.ts';
import { openDisk } from '../storage/disk.ts';
import { chosenStorage, storages } from './backends.ts';

const places = [...storages.map(({ name }) => name), 'disk'] as const;
type Place = (typeof places)[number];

/**
 * `storage move s3|disk`: copies all files from `DATA_DIR` to `S3_BUCKET`, or back. Needs no database, so a service may
 * run on either. Throws `Failure` `unknown_choice`, `missing_option`, `bad_setting` and those of `moveFiles`.
 */
export const moveStorage = async (
  config: Config,
  [action = 'move', to = '']: readonly string[],
  tell: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Moved & { readonly to: Place }> => {
  if (action !== 'move')
    throw new Failure('unknown_choice', { option: 'storage', value: action, choices: 'move' });
  const target = places.find((one) => one === to);
  if (target === undefined)
    throw new Failure('unknown_choice', { option: 'storage move', value: to, choices: places.join(', ') });
  const entry = storages.find(({ name }) => name === target) ?? chosenStorage(config);
  if (entry === null || config[entry.setting] === undefined)
    throw new Failure('bad_setting', {
      name: entry?.setting ?? storages.map(({ setting }) => setting).join(', '),
      rule: 'must say where to move files to or from',
    });
  const disk = await openDisk(config.DATA_DIR, false);
  const other = await entry.open(config, disk, false);
  const moved = await (target === 'disk'
    ? moveFiles(other, disk, tell, signal)
    : moveFiles(disk, other, tell, signal));
  return { ...moved, to: target };
};
