import { join } from 'node:path';
import { foreignSources } from '../core/after.ts';
import type { Clip } from '../core/clip.ts';
import type { FileSource, Request } from '../core/command.ts';
import { joinedEffect } from '../core/effect.ts';
import { Failure } from '../core/failure.ts';
import { type JoinStyle, partsKept } from '../core/joined.ts';
import type { Beat, Order } from '../core/order.ts';
import type { PostStep } from '../core/post-steps.ts';
import { isWithin } from '../core/rules.ts';
import type { Workspace } from '../core/storage.ts';
import { findClip } from '../store/clip-rows.ts';
import { isHidden } from '../store/hidden-clips.ts';
import { modelOfClip } from './clip-answer.ts';
import { inherited, orderFromClip } from './order-from-clip.ts';
import type { Services } from './services.ts';

const frameSeconds = 60;
const fadeSeconds = 0.5;

/** Writes a frame of the first clip as the photo that a joined clip is listed with. */
export const photoOfJoined = async (
  services: Services,
  [first]: readonly Clip[],
  { folder }: Pick<Workspace, 'folder'>,
): Promise<FileSource> => {
  if (first === undefined) throw new Failure('not_found');
  const path = join(folder, 'frame.jpg');
  const file = await services.storage.clipPath(first.file);
  await services.media.lastFrame(file, path, AbortSignal.timeout(frameSeconds * 1_000));
  return { path, name: 'frame' };
};

/**
 * The order that joins someone's own clips. The most private of them decides who may see the result. Throws `Failure`
 * `clip_hidden`, or `not_allowed` for a clip that continues someone else's.
 */
export const orderJoining = async (
  services: Services,
  clips: readonly Clip[],
  style: JoinStyle,
  request: Request,
): Promise<Order> => {
  const orders = clips.map((clip) => orderFromClip(clip, request, {}));
  const [order] = orders;
  if (order === undefined) throw new Failure('not_found');
  for (const clip of clips) {
    if (foreignSources(clip.owner, clip.recipe.order.after).length > 0) throw new Failure('not_allowed');
    if (await isHidden(services.store.database, clip.job)) throw new Failure('clip_hidden');
  }
  const { variants: _variants, mask: _mask, masked: _masked, last: _last, ...others } = order;
  const { commercial: _, negative: __, references: ___, ...rest } = others;
  return {
    ...rest,
    ...{ photos: [], effect: joinedEffect.name, prompt: '', engine: 'local', model: null, camera: null },
    ...{ motion: 'low', ratio: 'photo', tone: 'none', repair: 'off', sound: null, depth: null, logo: null },
    ...{ beat: null, loop: false, post: [], after: null },
    ...(orders.every((one) => one.commercial === true) && { commercial: true }),
    ...inherited(
      { spoiler: orders.some((one) => one.spoiler), adult: orders.some((one) => one.adult) },
      request,
    ),
    foreignPhoto: orders.some((one) => one.foreignPhoto),
    seconds: clips.reduce((sum, { seconds }) => sum + seconds, 0),
    visibility: orders
      .map((one) => one.visibility)
      .reduce((one, other) => (isWithin(one, other) ? one : other)),
    joined: {
      clips: clips.map(({ id }) => id),
      jobs: [...new Set(clips.map(({ job }) => job))],
      style,
      parts: partsKept(orders),
    },
  };
};

export type ClipToJoin = Pick<Clip, 'id' | 'mark' | 'licence' | 'seconds'> & {
  readonly name: string;
  readonly path: string;
};

/** A clip to join; null if it has been deleted, because the rest is still worth having. */
export const partOf = async (services: Services, id: string): Promise<ClipToJoin | null> => {
  const clip = await findClip(services.store.database, id);
  if (clip === null) return null;
  const { mark, licence, seconds, file } = clip;
  try {
    return { id, mark, licence, seconds, name: file, path: await services.storage.clipPath(file) };
  } catch (error) {
    if (error instanceof Failure && error.kind === 'not_found') return null;
    throw error;
  }
};

/** Throws `Failure` `part_gone` if a clip that an order joins was deleted, so that it can't be made again. */
export const requireParts = async (services: Services, { joined }: Pick<Order, 'joined'>): Promise<void> => {
  const parts = await Promise.all((joined?.clips ?? []).map((id) => partOf(services, id)));
  const number = parts.indexOf(null) + 1;
  if (number > 0) throw new Failure('part_gone', { number, count: parts.length });
};

/** The clips that an order joins and that still exist. Throws `Failure` `not_found` if none does. */
export const partsOf = async (services: Services, { joined }: Order): Promise<readonly ClipToJoin[]> => {
  const parts = await Promise.all((joined?.clips ?? []).map((id) => partOf(services, id)));
  const left = parts.filter((part) => part !== null);
  if (left.length === 0 && joined !== undefined) throw new Failure('not_found');
  return left;
};

/** Clips shorter than this would only flash. */
const shortest = 0.3;

/** How long each clip is shown so that every cut falls on a beat. A clip without a beat is shown in full. */
export const lengthsOnBeat = (lengths: readonly number[], { tempo, first }: Beat): number[] => {
  const period = 60 / tempo;
  let at = 0;
  return lengths.map((seconds, index) => {
    const end = at + seconds;
    const beat = first + period * Math.floor((end - first) / period + 1e-6);
    const cut = index === lengths.length - 1 || beat < at + shortest ? end : beat;
    const shown = cut === end ? seconds : cut - at;
    at = cut;
    return shown;
  });
};

/** The steps that join the other parts to the first one. */
export const joiningSteps = (
  parts: readonly ClipToJoin[],
  style: JoinStyle,
  beat: Beat | null,
): PostStep[] => {
  const lengths = parts.map(({ seconds }) => seconds);
  const shown = style === 'beat' && beat !== null ? lengthsOnBeat(lengths, beat) : lengths;
  const [first = 0, ...ends] = shown;
  const clips = parts.slice(1).map(({ name }) => name);
  if (clips.length === 0) return [];
  return [
    ...(first < (lengths[0] ?? 0) ? [{ kind: 'trim', start: 0, end: first } as const] : []),
    { kind: 'stitch', clips, ends, fade: style === 'fade' ? fadeSeconds : 0 },
  ];
};

/** Whether everything in a clip was made by models whose licence plainly allows commercial use. */
const isLicensed = (services: Pick<Services, 'engines'>, clip: Clip): boolean => {
  const { after, commercial, joined } = clip.recipe.order;
  if (commercial === true) return true;
  return after === null && joined === undefined && modelOfClip(services, clip)?.commercial === true;
};

/** Throws `Failure` `not_commercial` if an order for commercial use continues or joins a clip that isn't. */
export const requireLicensedParts = async (
  services: Pick<Services, 'engines' | 'store'>,
  { after, commercial, joined }: Pick<Order, 'after' | 'commercial' | 'joined'>,
): Promise<void> => {
  if (commercial !== true) return;
  for (const id of [...(after === null ? [] : [after.clip]), ...(joined?.clips ?? [])]) {
    const clip = await findClip(services.store.database, id);
    if (clip !== null && !isLicensed(services, clip))
      throw new Failure('not_commercial', { model: clip.recipe.model });
  }
};
