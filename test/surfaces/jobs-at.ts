import { sql } from 'drizzle-orm';
import { vi } from 'vitest';
import type { JobStatus } from '../../src/core/job.ts';
import type { Order } from '../../src/core/order.ts';
import { statusOf } from '../../src/jobs/status.ts';
import { findDelivery } from '../../src/store/deliveries.ts';
import { findJob } from '../../src/store/jobs.ts';
import { rowsOf } from '../../src/store/rows-of.ts';
import { unfenced } from '../peers/fence.ts';
import type { Chats } from './chats.ts';

const patient = { timeout: 100_000, interval: 20 };

/** The latest job whose clip goes to a chat or channel, once it is another one than `before`. */
export const jobAt = (
  { services }: Chats,
  place: { readonly chat: number } | { readonly channel: string },
  before: string,
): Promise<string> =>
  vi.waitFor(async () => {
    const found = sql`select j.id from jobs j join deliveries d on d.job = j.id
      where d.address @> ${JSON.stringify(place)}::jsonb order by j.created_at desc limit 1`;
    const [row] = await rowsOf<{ id: string }>(services.store.database, found);
    if (row === undefined || row.id === before) throw new Error('no new job');
    return row.id;
  }, patient);

export const orderOf = async ({ services }: Chats, job: string): Promise<Order> => {
  const found = await findJob(services.store.database, job);
  if (found === null) throw new Error('no job');
  return found.order;
};

/** Changes a job's card as the worker does. `target`: what of where it is shown is different. */
export const updateCard = async (
  { services }: Chats,
  id: string,
  more: Partial<JobStatus> = {},
  target: object = {},
): Promise<void> => {
  const { database } = services.store;
  const [job, delivery] = [await findJob(database, id), await findDelivery(database, id)];
  if (job === null || delivery === null) throw new Error('no job');
  const status = { ...(await statusOf(services, job)), state: 'generating', queuePosition: null } as const;
  const platform = services.platforms.find(({ name }) => name === delivery.target.platform);
  await platform?.update(
    { ...delivery.target, ...target },
    { ...status, ...more },
    unfenced,
    async () => true,
  );
};
