import type { Clip } from '../core/clip.ts';
import type { Delivered, Parts } from '../core/platform.ts';
import type { Target } from '../core/target.ts';
import { withTimeout } from '../core/with-timeout.ts';
import { clipsOfJob } from '../store/clip-rows.ts';
import { findDelivery } from '../store/deliveries.ts';
import { findJob } from '../store/jobs.ts';
import { takePosts } from '../store/posts.ts';
import type { Services } from './services.ts';

const seconds = 10;

type Message = {
  readonly address: Target;
  readonly delivered: Delivered | null;
  readonly memo: Parts | null;
};

const erase = async (services: Services, { address, delivered, memo }: Message): Promise<number> => {
  const platform = services.platforms.find(({ name }) => name === address.platform);
  if (platform?.erase === undefined) return 0;
  return withTimeout(seconds, 'timeout', platform.erase(address, delivered, memo ?? {})).catch(
    (error: unknown) => {
      services.log.warn({ error }, 'a message that shows a clip stays');
      return 1;
    },
  );
};

/** Deletes the messages that the owner posted of a clip. Returns how many stay. */
export const erasePosts = async (services: Services, { id }: Pick<Clip, 'id'>): Promise<number> => {
  const posts = await takePosts(services.store.database, id);
  const left = await Promise.all(posts.map((post) => erase(services, post)));
  return left.reduce((sum, one) => sum + one, 0);
};

/** Deletes the message in which a job's clips were delivered, if others could read it. Returns how many stay. */
export const eraseDelivered = async (services: Services, job: string): Promise<number> => {
  const { database } = services.store;
  const [row, delivery] = [await findJob(database, job), await findDelivery(database, job)];
  if (row === null || delivery === null || delivery.address['erased'] === true) return 0;
  const { community, visibility } = row.order;
  const open = community !== null && visibility !== 'private' && delivery.delivered !== 'direct';
  return open && row.state === 'done' ? erase(services, delivery) : 0;
};

/** Deletes every message that shows others a clip of a job. Returns how many stay. */
export const eraseShown = async (services: Services, job: string): Promise<number> => {
  let stays = await eraseDelivered(services, job);
  for (const clip of await clipsOfJob(services.store.database, job))
    stays += await erasePosts(services, clip);
  return stays;
};
