import type { BoundCommand } from '../../../src/core/command.ts';
import type { Log } from '../../../src/core/log.ts';
import type {
  EngineLine,
  JobFilter,
  JobLine,
  JobSheet,
  Overview,
  ReportLine,
} from '../../../src/core/overview.ts';
import type { Messages } from '../../../src/text/messages.ts';
import type { SignIn } from '../sign-in.ts';

/** What the operators' pages show and do. */
export type AdminDeps = {
  /** The operators' key; null turns the pages off. */
  readonly signIn: SignIn;
  /** These pages are in English. */
  readonly english: Messages;
  readonly log: Log;
  /** What the operator may do; every form is derived from these. */
  readonly commands: readonly BoundCommand[];
  overview(): Promise<Overview>;
  /** A page of jobs, newest first. Throws Failure `not_found` for a `before` that never was. */
  jobs(
    filter: JobFilter,
    before: string | null,
  ): Promise<{ readonly entries: readonly JobLine[]; readonly next: string | null }>;
  job(id: string): Promise<JobSheet | null>;
  engines(): Promise<{ readonly engines: readonly EngineLine[]; readonly pausedAll: boolean }>;
  reports(): Promise<readonly ReportLine[]>;
};
