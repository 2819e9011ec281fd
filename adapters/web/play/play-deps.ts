import type { Readable } from 'node:stream';
import type { Action } from '../../../src/core/action.ts';
import type { Advice } from '../../../src/core/advice.ts';
import type { ClipFilter } from '../../../src/core/clip.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { JobStatus, Terms } from '../../../src/core/job.ts';
import type { QuoteWish } from '../../../src/core/order.ts';
import type { ClipFile } from '../../../src/core/reply.ts';
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
  /** Looks at a photo in a folder of which nothing is kept. Throws photo Failures. */
  checkPhoto(
    path: string,
    folder: string,
  ): Promise<{ readonly faces: number | null; readonly advice: readonly Advice[] }>;
  /** A small clip of a photo in that folder, or null while there is more to do. Throws photo Failures. */
  previewPhoto(path: string, folder: string): Promise<string | null>;
  /** What making a clip would mean. Throws what submitting it would. */
  quote(wish: QuoteWish, photos: number): Promise<Terms & { readonly left: number }>;
  /** Puts clips and their recipes into one archive. */
  pack(clips: AsyncIterable<ClipFile>): Readable;
  /** A page of an owner's clips, newest first. Throws Failure `not_found` for a `before` that is not theirs. */
  ownClips(
    owner: string,
    filter: ClipFilter,
    before: string | null,
  ): Promise<{ readonly entries: readonly ClipFile[]; readonly next: string | null }>;
  /** A folder for what is being uploaded. */
  workspace(): Promise<Workspace>;
};
