import type { ReportLine } from '../core/overview.ts';
import { closeReports, reportedClips } from '../store/reports.ts';
import type { Services } from './services.ts';

const shown = 50;

/** What people have reported and no operator has looked at, the longest open first. */
export const reportsOf = (services: Services): Promise<ReportLine[]> =>
  reportedClips(services.store.database, shown);

/** Leaves a reported clip as it is; those who reported it may do so no more. Gives how many reports that were. */
export const dismissReports = (services: Services, clip: string): Promise<number> =>
  closeReports(services.store.database, clip);
