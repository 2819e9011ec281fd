import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { backUp } from '../src/jobs/backup.ts';
import type { Services } from '../src/jobs/services.ts';

/** Copies the database and all files to a folder of this machine. Only for terminals. */
export const backupOf = (certificates: string) =>
  command({
    name: 'backup',
    options: { folder: { type: 'text', maximum: 4_000, required: true, path: true } },
    run: async (services: Services, _request, { folder }) =>
      reply({ key: 'backed_up', values: await backUp({ ...services, certificates }, folder) }),
  });
