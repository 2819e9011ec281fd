import type { Readable } from 'node:stream';
import type { Advice } from '../../../src/core/advice.ts';
import type { ClipFilter } from '../../../src/core/clip.ts';
import type { Effect } from '../../../src/core/effect.ts';
import type { JobView, Terms } from '../../../src/core/job.ts';
import type { Opinions } from '../../../src/core/keep-rate.ts';
import type { QuoteRequest } from '../../../src/core/quote-request.ts';
import type { ClipFile, Reply } from '../../../src/core/reply.ts';
import type { SelectedPart } from '../../../src/core/shot.ts';
import type { Workspace } from '../../../src/core/storage.ts';
import type { WebDeps } from '../web-deps.ts';

/** A prompt that was used before, and a clip made with it. */
export type UsedPrompt = { readonly id: string; readonly prompt: string };

/** Dependencies of the playground. */
export type Play = WebDeps & {
  readonly effects: readonly Effect[];
  /** What people think of clips, by effect and model. */
  opinions(): Promise<readonly Opinions[]>;
  jobView(job: string): Promise<JobView | null>;
  /** The path of a job's source photo. Throws `Failure` `not_found`. */
  photo(job: string): Promise<string>;
  /** Reads many jobs at once; unknown ids are left out. */
  readJobs(jobs: readonly string[]): Promise<readonly JobView[]>;
  /** Checks a photo in a temporary folder of which nothing is kept. Throws `Failure` `photo_…`. */
  checkPhoto(
    path: string,
    folder: string,
  ): Promise<{ readonly faces: number | null; readonly advice: readonly Advice[] }>;
  /** A motion preview of a photo in that folder; null while real jobs need the slots. Throws `Failure` `photo_…`. */
  previewPhoto(path: string, folder: string): Promise<string | null>;
  /** The part of a photo at a place, in shares of its sides; null if nothing can be told apart. Throws `Failure` `photo_…`. */
  selectInPhoto(
    path: string,
    folder: string,
    at: { readonly x: number; readonly y: number },
  ): Promise<SelectedPart | null>;
  /** The prompts that somebody used last, each with the id of a clip made with it. */
  prompts(owner: string): Promise<readonly UsedPrompt[]>;
  /** The terms of a clip before it is made. Throws the same errors as submitting it. */
  quote(
    wish: QuoteRequest,
    photos: number,
  ): Promise<Terms & { readonly left: number; readonly takes: Readonly<Record<string, boolean>> }>;
  /** Packs clips and their recipes into one archive, with what else was saved. */
  pack(clips: AsyncIterable<ClipFile>, saved: readonly NonNullable<Reply['file']>[]): Readable;
  /** The clip in the format that was asked for, written to `folder`; null if it can't be that small. */
  fit(clip: ClipFile, bytes: number, folder: string): Promise<string | null>;
  /** A page of an owner's clips, newest first. Throws `Failure` `not_found` for a `before` that isn't theirs. */
  ownClips(
    owner: string,
    filter: ClipFilter,
    before: string | null,
  ): Promise<{ readonly entries: readonly ClipFile[]; readonly next: string | null }>;
  /** A temporary folder for uploads. */
  workspace(): Promise<Workspace>;
};
