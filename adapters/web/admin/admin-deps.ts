import type { BoundCommand } from '../../../src/core/command.ts';
import type { Log } from '../../../src/core/log.ts';
import type { EngineLine, JobFilter, JobLine, JobSheet, Overview } from '../../../src/core/overview.ts';
import type { PeopleSheet } from '../../../src/core/people-sheet.ts';
import type { ClipFile } from '../../../src/core/reply.ts';
import type { ReportLine } from '../../../src/core/reported-clip.ts';
import type { Messages } from '../../../src/text/messages.ts';
import type { SignIn } from '../sign-in.ts';

/** Finds a command by name. */
export type Commands = (name: string) => BoundCommand | undefined;

/** Dependencies of the admin pages. */
export type AdminDeps = {
  /** The admin key; null turns the pages off. */
  readonly signIn: SignIn;
  /** The admin pages are in English only. */
  readonly english: Messages;
  readonly log: Log;
  /** Commands available to the operator; every form is derived from them. */
  readonly commands: readonly BoundCommand[];
  overview(): Promise<Overview>;
  /** A page of jobs, newest first. Throws `Failure` `not_found` for an unknown `before`. */
  jobs(
    filter: JobFilter,
    before: string | null,
    owner: string | null,
  ): Promise<{ readonly entries: readonly JobLine[]; readonly next: string | null }>;
  job(id: string): Promise<JobSheet | null>;
  people(words: string): Promise<PeopleSheet>;
  /** The job with an ID, or of the clip with it. */
  jobBehind(id: string): Promise<string | null>;
  engines(): Promise<{ readonly engines: readonly EngineLine[]; readonly pausedAll: boolean }>;
  reports(): Promise<readonly ReportLine[]>;
  /** The files of a clip that isn't private. Throws `Failure` `not_found`. */
  files(id: string): Promise<ClipFile>;
};
