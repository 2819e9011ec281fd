import type { Advice } from '../core/advice.ts';
import type { Clip } from '../core/clip.ts';
import type { FailureRecord } from '../core/failure.ts';
import { motions } from '../core/order.ts';
import { type ClipFile, type Reply, reply } from '../core/reply.ts';
import type { JobRow } from '../store/jobs.ts';
import { findPhotos } from '../store/photos.ts';
import type { TakeRow } from '../store/takes.ts';
import type { House } from './house.ts';
import { statusOf } from './status.ts';

/** A clip with readable local paths. Throws Failure `not_found` when its file is gone. */
export const clipFile = async (house: House, clip: Clip): Promise<ClipFile> => ({
  clip,
  path: await house.storage.path(clip.file),
  thumbnail: await house.storage.path(clip.thumbnail),
});

/** The clips whose files are there; one that is missing must not hide the others. */
export const clipFiles = async (house: House, clips: readonly Clip[]): Promise<ClipFile[]> => {
  const found = await Promise.all(clips.map((clip) => clipFile(house, clip).catch(() => null)));
  return found.filter((entry) => entry !== null);
};

/** The buttons under a clip. */
export const clipActions = ({ id, recipe, visibility }: Clip): Reply['actions'] => {
  const { motion } = recipe.order;
  const repeatable = recipe.warnings.every(({ kind }) => kind !== 'seed');
  return [
    { command: 'reroll', id, ...(repeatable ? {} : { argument: 'take' }) },
    { command: 'edit', id },
    ...(motion === motions[0] ? [] : [{ command: 'motion', id, argument: 'less' }]),
    ...(motion === motions.at(-1) ? [] : [{ command: 'motion', id, argument: 'more' }]),
    { command: 'share', id, argument: visibility === 'public' ? 'private' : 'public' },
    { command: 'delete', id },
  ];
};

/** What the owner of a job is told when it ends. Delivered by any process, from the store alone. */
export const answer = async (
  house: House,
  job: JobRow,
  failure: FailureRecord | null,
  clips: readonly ClipFile[],
  credits: number,
): Promise<Reply> => {
  const ending = { ...job, state: 'delivering', fraction: 1, failure } as const;
  const status = await statusOf(
    house,
    ending,
    clips.map(({ clip }) => clip),
  );
  const ephemeral = job.order.visibility === 'private';
  if (failure !== null) {
    return reply(
      { key: 'failed', values: { failure: failure.kind, facts: failure.facts } },
      { ephemeral, job: status },
    );
  }
  const photos = await findPhotos(house.store.database, job.order.photos);
  const advice: Advice[] = [...new Set(photos.flatMap((photo) => photo.advice))];
  const values = { effect: job.order.effect, takes: clips.length, credits };
  const [best] = clips;
  return reply(
    { key: 'finished', values },
    {
      ephemeral,
      job: status,
      clips,
      actions: best === undefined ? [] : clipActions(best.clip),
      advice,
    },
  );
};

/** Credits that a job's finished takes have cost. */
export const creditsSpent = (takes: readonly TakeRow[]): number =>
  takes.reduce((sum, take) => sum + (take.clip === null ? 0 : take.credits), 0);
