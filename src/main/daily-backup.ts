import { resolve } from 'node:path';
import { backUp, lastBackup } from '../jobs/backup-folder.ts';
import type { Services } from '../jobs/services.ts';

const day = 24 * 3_600_000;
const lookEvery = 10 * 60_000;

/** Backs up once a day while the service runs. A failure is logged and tried again. */
export const startDailyBackup = (
  services: Services,
  certificates: string,
  folder: string,
): { close(): Promise<void> } => {
  let running = Promise.resolve();
  const look = async (): Promise<void> => {
    if (Date.now() - (await lastBackup(resolve(folder))) < day) return;
    const figures = await backUp({ ...services, certificates }, resolve(folder));
    if (figures !== null) services.log.info(figures, 'backed up');
  };
  const round = (): void => {
    running = running
      .then(look)
      .catch((error: unknown) => services.log.error({ error }, 'the backup failed'));
  };
  const timer = setInterval(round, lookEvery);
  round();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
