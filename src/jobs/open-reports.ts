import type { ReportLine } from '../core/reported-clip.ts';
import { closeReports, reportedClips } from '../store/reports.ts';
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
