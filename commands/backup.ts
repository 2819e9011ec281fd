import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { reply } from '../src/core/reply.ts';
import { backUp } from '../src/jobs/backup-folder.ts';
import type { Services } from '../src/jobs/services.ts';

/** Copies the database and all files to a folder of this machine. Only for terminals. */
export const backupOf = (certificates: string) =>
  command({
    name: 'backup',
    options: { folder: { type: 'text', maximum: 4_000, required: true, path: true } },
    run: async (services: Services, _request, { folder }) => {
      const figures = await backUp({ ...services, certificates }, folder);
      if (figures === null) throw new Failure('backup_busy', { folder });
      return reply({ key: 'backed_up', values: figures });
    },
  });
