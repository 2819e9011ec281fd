import type { FailureRecord } from '../core/failure.ts';
import type { Delivered } from '../core/platform.ts';
import type { ClipFile } from '../core/reply.ts';
import { clipsOfJob } from '../store/clips.ts';
import { countDeliveryTry } from '../store/deliveries.ts';
import type { JobRow } from '../store/jobs.ts';
import { settleJob } from '../store/settle.ts';
import { listTakes } from '../store/takes.ts';
import { answer, clipFiles, creditsSpent } from './answer.ts';
import { Later } from './attempt.ts';
import type { House } from './house.ts';
import type { Lease } from './lease.ts';
import { within } from './within.ts';

const maximumTries = 8;

const deliverSeconds = 300;

const send = async (
  house: House,
  job: JobRow,
  failure: FailureRecord | null,
  clips: readonly ClipFile[],
  spent: number,
): Promise<Delivered> => {
  const delivery = await countDeliveryTry(house.store.database, job.id);
  const platform = house.platforms.find((entry) => entry.name === delivery?.address.platform);
  // Nowhere to bring it, or tried in vain, or it keeps killing its worker: it waits for its owner in `clips`.
  if (delivery === null || platform === undefined || delivery.tries > maximumTries) return 'kept';
  try {
    const reply = await answer(house, job, failure, clips, spent);
    return await within(deliverSeconds, 'timeout', platform.deliver(delivery.address, reply, delivery.key));
  } catch (error) {
    house.log.warn({ job: job.id, tries: delivery.tries, error }, 'delivery failed');
    throw new Later('delivery', { cause: error });
  }
};

/** Brings a job's answer to its owner, then settles everything in one statement. */
export const deliver = async (house: House, lease: Lease, failed: FailureRecord | null): Promise<void> => {
  const { job } = lease;
  const takes = await listTakes(house.store.database, job.id);
  const clips = await clipFiles(house, await clipsOfJob(house.store.database, job.id));
  // Clips whose files are gone cannot be sold.
  const failure = failed ?? (clips.length === 0 ? ({ kind: 'not_found', facts: {} } as const) : null);
  const spent = failure === null ? creditsSpent(takes) : 0;
  const delivered = await send(house, job, failure, clips, spent);
  const outcome = failure === null ? 'succeeded' : 'failed';
  const delivering = { id: job.id, state: 'delivering' } as const;
  const end = { outcome, failure, spent, delivered, lease: lease.id } as const;
  if (!(await settleJob(house.store.database, delivering, end))) throw new Later('lease lost');
  lease.done();
  house.log.info({ job: job.id, delivered, failure: failure?.kind }, 'job done');
};
