import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { Failure } from '../core/failure.ts';
import type { Log } from '../core/log.ts';
import { restore } from '../jobs/backup-folder.ts';
import { certificateFolder } from '../media/provenance/own-signer.ts';
import type { Messages } from '../text/messages.ts';
import { openStorage, openStore } from './backends.ts';

/**
 * Restores a backup into what the settings name, which must be empty, and tells the result. Throws `Failure`
 * `missing_option`, `data_folder_busy` and those of `restore`.
 */
export const restoreInto = async (
  config: Config,
  log: Log,
  messages: Messages,
  folder: string | undefined,
): Promise<string> => {
  if (folder === undefined) throw new Failure('missing_option', { option: 'folder' });
  const store = await openStore(config, log);
  try {
    const storage = await openStorage(config, store.pglite !== null);
    const certificates = certificateFolder(config.DATA_DIR);
    const { rows, files, bytes } = await restore({ store, storage, certificates }, resolve(folder));
    return messages.format('replies.restored', { rows, files, megabytes: Math.ceil(bytes / 1e6) });
  } finally {
    await store.close();
  }
};
