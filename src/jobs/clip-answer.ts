import type { Action } from '../core/action.ts';
import type { Advice } from '../core/advice.ts';
import type { Clip } from '../core/clip.ts';
import { Failure, type FailureRecord } from '../core/failure.ts';
import { motions, photoNamesOf, type RefusedPhoto } from '../core/order.ts';
import { changesFrom } from '../core/order-values.ts';
import { type Actor, can, owns } from '../core/permission.ts';
import { type ClipFile, type MadeFrom, type Reply, reply } from '../core/reply.ts';
import { notRemade, sideBySideIn, variety, voteActions } from '../core/variants.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { findDelivery } from '../store/deliveries.ts';
import type { InputFileRow } from '../store/input-file-rows.ts';
import { findJob, type JobRow } from '../store/jobs.ts';
import type { TakeRow } from '../store/takes.ts';
import { creditsLeft } from './balance.ts';
import { nextSteps } from './repeat-order.ts';
import type { Services } from './services.ts';
import { statusFrom } from './status.ts';

/** A clip with readable local paths. Throws `Failure` `not_found` when its file is gone. */
export const clipFile = async (services: Services, clip: Clip): Promise<ClipFile> => ({
  clip,
  path: await services.storage.clipPath(clip.file),
  thumbnail: await services.storage.path(clip.thumbnail),
});

/** The clips whose files exist. One missing file must not hide the other clips. */
export const clipFiles = async (services: Services, clips: readonly Clip[]): Promise<ClipFile[]> => {
  const found = await Promise.all(
    clips.map((clip) =>
      clipFile(services, clip).catch((error: unknown) => {
        if (error instanceof Failure && error.kind === 'not_found') return null;
        throw error;
      }),
    ),
  );
  return found.filter((entry) => entry !== null);
};

/** The model a clip was made with, if this service still has it. */
export const modelOfClip = ({ engines }: Pick<Services, 'engines'>, { recipe }: Clip) =>
  engines
    .find(({ name }) => name === recipe.engine)
    ?.models()
    .find(({ name }) => name === recipe.model);

/** Sharing opens its own buttons; making a clip private takes one press. */
const shareButtons = ({ id, visibility }: Clip): Action[] => [
  { command: 'share', id },
  ...(visibility === 'private' ? [] : [{ command: 'share', id, argument: 'private' }]),
];

/** The buttons under a clip, without those the actor may not use. `removes` is the id that Delete deletes. */
export const clipActions = (
  services: Pick<Services, 'effects' | 'engines' | 'needs'>,
  clip: Clip,
  actor: Actor,
  removes = clip.id,
): Reply['actions'] => {
  const { id } = clip;
  const { effect, motion } = clip.recipe.order;
  // Effects that need two photos can't be extended: the last frame is only one photo.
  const pairs = services.effects.find(({ name }) => name === effect)?.needs.photos === 2;
  const model = modelOfClip(services, clip);
  const repeatable = model?.repeatable !== false && clip.recipe.warnings.every(({ kind }) => kind !== 'seed');
  const compared = sideBySideIn(clip);
  const buttons: readonly Action[] = [
    ...(compared === null || clip.visibility === 'private' ? [] : voteActions(compared.clips)),
    // Without a seed we can't promise that only the seed changes.
    { command: 'reroll', id, ...(repeatable ? {} : { argument: 'take' }) },
    { command: 'edit', id },
    ...(pairs ? [] : [{ command: 'extend', id }]),
    ...(model?.refine ? [{ command: 'refine', id }] : []),
    ...shareButtons(clip),
    // In a chat everyone sees the same buttons, including the owner.
    ...(actor.id === '' ||
    clip.visibility === 'private' ||
    (clip.community === null && owns(actor, clip.owner))
      ? []
      : [{ command: 'report', id }]),
    ...(motion === motions[0] ? [] : [{ command: 'motion', id, argument: 'less' }]),
    ...(motion === motions.at(-1) ? [] : [{ command: 'motion', id, argument: 'more' }]),
    { command: 'join', id },
    { command: 'save', id },
    { command: 'recipe', id },
    { command: 'preset', id, argument: 'save' },
    { command: 'rate', id, argument: 'up' },
    { command: 'rate', id, argument: 'down' },
    { command: 'delete', id: removes, argument: 'ask' },
  ];
  const possible = buttons.filter(({ command }) => notRemade(command, clip) === null);
  return possible.filter(({ command }) => can(actor, services.needs.get(command) ?? 'edit', clip));
};

/** A button for each take of a job, or each of several different clips: it shows that take alone, with its own buttons. */
export const takeActions = (all: readonly Pick<Clip, 'id' | 'recipe'>[]): Reply['actions'] => {
  const clips = all.filter((clip) => sideBySideIn(clip) === null);
  // Takes differ in nothing but their seed.
  const kinds = clips.map(({ recipe: { order } }) => [order.photos, order.effect, order.model, order.ratio]);
  const argument = new Set(kinds.map(String)).size > 1 ? 'one' : 'take';
  return clips.length < 2 ? [] : clips.map(({ id }) => ({ command: 'clip', id, argument }));
};

/** What a job was made from; null if it has no parent. */
const madeFromOf = async ({ store: { database } }: Services, { order }: JobRow): Promise<MadeFrom | null> => {
  const parent = order.parent === null ? null : await findJob(database, order.parent);
  if (parent === null) return null;
  const delivery = await findDelivery(database, parent.id);
  const { delivered = null, parts } = delivery ?? {};
  // Others can't open what went to somebody's own messages, or was deleted.
  const gone = delivered === null || delivered === 'direct' || delivery?.target['erased'] === true;
  const id = gone ? null : (parts?.[delivered]?.message ?? null);
  const clips = await clipsOfJob(database, parent.id);
  const shown = !parent.order.adult && clips.some(({ visibility }) => visibility !== 'private');
  const message = delivery === null || id === null ? null : { target: delivery.target, id, shown };
  // What joins clips has no settings to compare.
  // An edit keeps the model, also one that nobody chose.
  const before = order.model === parent.model ? { ...parent.order, model: order.model } : parent.order;
  const changes = order.joined === undefined ? changesFrom(before, order) : [];
  return { changes, message };
};

const justOwner = (id: string): Actor => ({ id, communities: [], moderates: [], operator: false });

/** What has no clip while others of the order have one: a photo by its name, anything else by its difference. */
const refusedTakes = ({ order }: JobRow, takes: readonly TakeRow[]): readonly RefusedPhoto[] =>
  takes.flatMap(({ failure, number }) => {
    const variant = order.variants?.[number - 1];
    if (failure === null || variant === undefined) return [];
    const { photos = [], effect, model, ratio } = variant;
    const called = photoNamesOf(order, photos);
    if (called.photos.length > 0) return [{ ...failure, ...called }];
    return [{ ...failure, name: effect ?? model ?? ratio ?? String(number) }];
  });

/** The reply the owner gets when a job ends. Built only from the store, so any process can deliver it. */
export const resultReply = async (
  services: Services,
  job: JobRow,
  failure: FailureRecord | null,
  clips: readonly ClipFile[],
  photos: readonly InputFileRow[],
  takes: readonly TakeRow[],
): Promise<Reply> => {
  const spent = creditsSpent(takes);
  const ending = { ...job, state: 'delivering', fraction: 1, failure } as const;
  const made = clips.map(({ clip }) => clip.id);
  const own = statusFrom(services, ending, { paused: false, line: null, clips: made }, null);
  const refused = [...(own.refused ?? []), ...refusedTakes(job, takes)];
  const status = refused.length === 0 ? own : { ...own, refused };
  const ephemeral = job.order.visibility === 'private';
  if (failure !== null) {
    return reply(
      { key: 'failed', values: { failure: failure.kind, facts: failure.facts, credits: job.credits } },
      { ephemeral, job: status, actions: nextSteps(services, job, failure.kind) },
    );
  }
  const madeFrom = await madeFromOf(services, job);
  // Someone who makes another clip from a photo has read this before.
  const advice: Advice[] = madeFrom === null ? [...new Set(photos.flatMap((photo) => photo.advice))] : [];
  // Held but unspent credits are returned as soon as this is delivered.
  const left = job.credits > 0 ? (await creditsLeft(services, job.owner)) + job.credits - spent : null;
  const price = { credits: spent, ...(left !== null && { left }) };
  const variants = job.order.variants !== undefined;
  const values = {
    effect: job.order.effect,
    takes: clips.filter(({ clip }) => sideBySideIn(clip) === null).length,
    ...variety(job.order),
    ...price,
  };
  const [best] = clips;
  return reply(
    { key: 'finished', values },
    {
      ephemeral,
      job: status,
      clips,
      // A result is all its takes, so its Delete button deletes them all.
      actions:
        best === undefined
          ? []
          : [
              // Each of several different clips has its own buttons, once it is shown.
              ...(variants && job.order.compare !== true
                ? [{ command: 'delete', id: job.id, argument: 'ask' }]
                : clipActions(services, best.clip, justOwner(job.owner), job.id)),
              ...takeActions(clips.map(({ clip }) => clip)),
            ],
      advice,
      madeFrom,
    },
  );
};

/** The credits a job's finished takes cost. */
export const creditsSpent = (takes: readonly TakeRow[]): number =>
  takes.reduce((sum, take) => sum + (take.clip === null ? 0 : take.credits), 0);
