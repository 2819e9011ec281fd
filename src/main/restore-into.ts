import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../core/log.ts';
import { type BackupFigures, restore } from '../jobs/backup.ts';
import { certificateFolder } from '../media/provenance/own-signer.ts';
import { openStorage, openStore } from './backends.ts';

/** Restores a backup into what the settings name, which must be empty. Throws `Failure` `data_folder_busy` and those of `restore`. */
export const restoreInto = async (config: Config, log: Log, folder: string): Promise<BackupFigures> => {
  const store = await openStore(config, log);
  try {
    const storage = await openStorage(config, store.pglite !== null);
    const certificates = certificateFolder(config.DATA_DIR);
    return await restore({ store, storage, certificates }, resolve(folder));
  } finally {
    await store.close();
  }
};
