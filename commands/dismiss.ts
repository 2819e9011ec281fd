import { command } from '../src/core/command.ts';
import { reply } from '../src/core/reply.ts';
import { dismissReports } from '../src/jobs/open-reports.ts';
import type { Services } from '../src/jobs/services.ts';

/** The operator has looked at a reported clip and leaves it as it is. */
export const dismiss = command({
  name: 'dismiss',
  options: { id: { type: 'id', required: true } },
  run: async (services: Services, _request, { id }) =>
    reply({ key: 'dismissed', values: { reports: await dismissReports(services, id) } }),
});
