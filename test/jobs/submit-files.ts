import type { FileSource } from '../../src/core/command.ts';
import type { Agreement } from '../../src/core/consent.ts';
import type { Order } from '../../src/core/order.ts';
import { type InputFiles, onlyPhotos } from '../../src/jobs/input-files.ts';
import { planOrder } from '../../src/jobs/plan-takes.ts';
import type { Services } from '../../src/jobs/services.ts';
import { withStoredFiles } from '../../src/jobs/stored-order.ts';
import { type Submitted, submit } from '../../src/jobs/submit.ts';

/** Stores the files of an order and submits it, without what a command asks before. */
export const submitFiles = (
  services: Services,
  order: Order,
  photos: readonly FileSource[],
  key: string | null,
  others: Omit<InputFiles, 'photos'> = onlyPhotos,
  agreed: readonly Agreement[] = [],
): Promise<Submitted> =>
  withStoredFiles(services, order, { photos, ...others }, async (stored) =>
    submit(services, await planOrder(services, stored.order), key, agreed),
  );
