import type { Clip } from '../core/clip.ts';
import type { Delivered, SentParts } from '../core/platform.ts';
import type { Target } from '../core/target.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { type DeliveryRow, findDelivery } from '../store/deliveries.ts';
import { findJob } from '../store/jobs.ts';
import { endPost, findPost, type PostRow, postsOf } from '../store/posts.ts';
import { platformOf, type Services } from './services.ts';

// Somebody waits for it, unless it is tried again.
const seconds = { once: 10, again: 30 };

type Message = {
  readonly target: Target;
  readonly delivered: Delivered | null;
  readonly parts: SentParts | null;
};

/** Deletes a message. Returns how many of it stay. Throws only if it will be tried `again`. */
export const eraseMessage = async (
  services: Services,
  { target, delivered, parts }: Message,
  again = false,
): Promise<number> => {
  const platform = platformOf(services, target);
  if (platform?.erase === undefined) return 0;
  const erasing = platform.erase(target, delivered, parts ?? {});
  return withTimeout(again ? seconds.again : seconds.once, 'timeout', erasing).catch((error: unknown) => {
    if (again) throw error;
    services.log.warn({ error }, 'a message that shows a clip could not be deleted');
    return 1;
  });
};

const erasePost = async (services: Services, post: PostRow): Promise<number> => {
  const { database } = services.store;
  const stays = await eraseMessage(services, post);
  if (stays > 0 || (await endPost(database, post))) return stays;
  // It arrived while it was being withdrawn, or somebody else erased it.
  const now = await findPost(database, post.id);
  return now === null ? 0 : erasePost(services, now);
};

/** Deletes one posted message. */
export const withdrawPost = async (services: Services, id: string): Promise<void> => {
  const post = await findPost(services.store.database, id);
  if (post !== null) await erasePost(services, post);
};

/** Deletes the messages that the owner posted of a clip. Returns how many stay; those can be tried again. */
export const erasePosts = async (services: Services, { id }: Pick<Clip, 'id'>): Promise<number> => {
  const posts = await postsOf(services.store.database, id);
  const left = await Promise.all(posts.map((post) => erasePost(services, post)));
  return left.reduce((sum, one) => sum + one, 0);
};

/** Deletes the message of a result that became private while it was sent to its community. */
export const eraseIfPrivate = async (services: Services, job: string): Promise<void> => {
  const { database } = services.store;
  const { community = null, visibility } = (await findJob(database, job))?.order ?? {};
  const delivery = community !== null && visibility === 'private' ? await findDelivery(database, job) : null;
  if (delivery !== null && delivery.delivered !== 'direct') await eraseMessage(services, delivery);
};

/** The delivery of a finished job, unless its messages were erased. */
const deliveryOf = async ({ store: { database } }: Services, job: string): Promise<DeliveryRow | null> => {
  const [row, delivery] = [await findJob(database, job), await findDelivery(database, job)];
  return row?.state !== 'done' || delivery?.target['erased'] === true ? null : delivery;
};

/** Deletes the messages of a finished job's result, wherever they are. Returns how many stay. */
export const eraseResult = async (services: Services, job: string): Promise<number> => {
  const delivery = await deliveryOf(services, job);
  return delivery === null ? 0 : eraseMessage(services, delivery);
};

/** How many messages show a finished job's result. */
export const countDelivered = async (services: Services, job: string): Promise<number> => {
  const { delivered = null, parts } = (await deliveryOf(services, job)) ?? {};
  if (delivered === null || delivered === 'kept') return 0;
  return Object.values(parts ?? {}).filter(({ message }) => message !== null).length;
};

/** Deletes the message in which a job's clips were delivered, if others could read it. Returns how many stay. */
export const eraseDelivered = async (services: Services, job: string): Promise<number> => {
  const { database } = services.store;
  const [row, delivery] = [await findJob(database, job), await deliveryOf(services, job)];
  if (row === null || delivery === null) return 0;
  const { community, visibility } = row.order;
  const open = community !== null && visibility !== 'private' && delivery.delivered !== 'direct';
  return open ? eraseMessage(services, delivery) : 0;
};

/** Deletes every message that shows others a clip of a job. Returns how many stay. */
export const eraseShown = async (services: Services, job: string): Promise<number> => {
  let stays = await eraseDelivered(services, job);
  for (const clip of await clipsOfJob(services.store.database, job))
    stays += await erasePosts(services, clip);
  return stays;
};
