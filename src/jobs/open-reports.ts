import type { Actor } from '../core/permission.ts';
import type { ClipFile } from '../core/reply.ts';
import type { ReportLine } from '../core/reported-clip.ts';
import { closeReports, reportedClips } from '../store/reports.ts';
import { clipFile } from './clip-answer.ts';
import { clipFor } from './permitted.ts';
import type { Services } from './services.ts';

const shown = 50;

/** Reports that no operator has handled, the longest open first. */
export const reportsOf = (services: Services): Promise<ReportLine[]> =>
  reportedClips(services.store.database, shown);

/**
 * Dismisses the reports about a clip and leaves it unchanged. The same people can't report it again. Returns the number
 * of reports closed.
 */
export const dismissReports = (services: Services, clip: string): Promise<number> =>
  closeReports(services.store.database, clip);

const operator: Actor = { id: '', communities: [], moderates: [], operator: true };

/** The files of a clip for the operator who reviews it. Throws `Failure` `not_found`, also for one that is private. */
export const filesToReview = async (services: Services, id: string): Promise<ClipFile> =>
  clipFile(services, await clipFor(services, operator, 'view', id));
