import type { Action } from '../../../src/core/action.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { JobStatus } from '../../../src/core/job.ts';
import type { Workspace } from '../../../src/core/storage.ts';
import type { WebDeps } from '../web-deps.ts';

/** Where a job stands, whose it is, and what may help after it has failed. */
export type JobView = JobStatus & { readonly owner: string; readonly next: readonly Action[] };

/** What the playground needs. */
export type Play = WebDeps & {
  readonly effects: readonly Effect[];
  jobView(job: string): Promise<JobView | null>;
  /** A path of the photo a job is made from. Throws Failure `not_found`. */
  photo(job: string): Promise<string>;
  /** Looks at many jobs at once; those that do not exist are left out. */
  look(jobs: readonly string[]): Promise<readonly JobView[]>;
  /** A folder for what is being uploaded. */
  workspace(): Promise<Workspace>;
};
