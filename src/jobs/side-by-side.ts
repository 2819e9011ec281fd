import { join } from 'node:path';
import type { Clip } from '../core/clip.ts';
import { Failure } from '../core/failure.ts';
import { newId } from '../core/id.ts';
import type { PostStep } from '../core/post-steps.ts';
import { provenanceOf } from '../core/provenance.ts';
import { comparedIn, sideBySideIn } from '../core/variants.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { recordClip } from '../store/takes.ts';
import { licencesOf, storeClip } from './finish-take.ts';
import type { Lease } from './lease.ts';
import { RetryLater } from './retry-later.ts';
import type { Services } from './services.ts';

/** The take number of the clip that shows all others. It comes first. */
const takeOfAll = 0;

/** English names that aren't those that commands use. */
const otherNames: Readonly<Record<string, string>> = { 'product-spin': 'Product turn' };

/** The English name of an effect. */
export const readable = (name: string): string =>
  otherNames[name] ?? (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ');

/** What is written under each clip, in English, as everyone sees the same picture. */
const labelsOf = (clips: readonly Clip[]): string[] =>
  comparedIn(clips).map(({ number, effect, model, seed }) => {
    const parts = [effect === null ? null : readable(effect), model].filter((part) => part !== null);
    return `${number} ${parts.length === 0 ? `Seed ${seed}` : parts.join(' · ')}`;
  });

const compose = async (services: Services, lease: Lease, clips: readonly [Clip, ...Clip[]]) => {
  const { job, signal } = lease;
  const [first] = clips;
  const files: Record<string, string> = {};
  for (const { id, file } of clips) files[id] = await services.storage.clipPath(file);
  await using workspace = await services.storage.workspace();
  const target = join(workspace.folder, 'clip.mp4');
  const step: PostStep = { kind: 'beside', clips: clips.map(({ id }) => id), labels: labelsOf(clips) };
  const post = await services.media.post([step], files[first.id] ?? '', target, files, signal);
  const generated = clips.find(({ mark }) => mark === 'ai-generated') ?? first;
  // It is made by whatever made the part that weighs most, under the terms of all.
  const recipe = { ...generated.recipe, post, warnings: [] };
  const made = { recipe, mark: generated.mark, licence: licencesOf(clips.map((clip) => clip.licence)) };
  const request = { motion: job.order.motion, about: provenanceOf(made), takes: 1 };
  // Named after the job, so that it is found after a crash.
  const stored = await storeClip(services, target, workspace.folder, request, job.id, signal);
  return { ...made, ...stored, score: null };
};

/** Adds the clip that shows all takes of a job side by side, if its order asks for it and there are several. */
export const showSideBySide = async (services: Services, lease: Lease): Promise<void> => {
  const { job, signal } = lease;
  const { database } = services.store;
  if (job.order.compare !== true) return;
  const clips = await clipsOfJob(database, job.id);
  const [first, ...others] = clips;
  if (first === undefined || others.length === 0) return;
  if (clips.some((clip) => sideBySideIn(clip) !== null)) return;
  const { owner } = job.order;
  try {
    const begun = Date.now();
    const made = await services.slots.run('remote-result', job.priority, signal, () =>
      compose(services, lease, [first, ...others]),
    );
    const took = (Date.now() - begun) / 1_000;
    const clip = { ...made, id: newId(), job: job.id, take: takeOfAll, owner, took };
    if (!(await recordClip(database, lease.token, clip, { idempotencyKey: '', credits: 0, waited: 0 })))
      throw new RetryLater('lease lost');
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) throw error;
    // The clips themselves are worth having without it.
    services.log.warn({ job: job.id, error }, 'clips could not be shown side by side');
  }
};
