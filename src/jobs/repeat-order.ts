import type { Action } from '../core/action.ts';
import type { Request } from '../core/command.ts';
import { Failure, type FailureKind } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import { amongAdults } from '../core/rules.ts';
import type { JobRow } from '../store/jobs.ts';
import { inherited } from './order-from-clip.ts';
import { isLocal } from './route.ts';
import type { Services } from './services.ts';

// Retrying the same order would only fail again.
const settled: readonly FailureKind[] = [
  'content_blocked',
  'invalid_input',
  'poison',
  'finishing_slow',
  'auth',
  'billing',
];
// No retry can help with these.
const hopeless: readonly FailureKind[] = ['expired', 'poison', 'finishing_slow'];

type Failed = Pick<JobRow, 'id' | 'candidates' | 'engine' | 'model' | 'order'>;

const localOf = (services: Pick<Services, 'engines'>, job: Failed): string | null => {
  const here = services.engines.find(isLocal);
  // It can't end on a photo that was chosen.
  const ends = typeof job.order.last === 'string';
  return here === undefined || ends || here.name === job.engine ? null : here.name;
};

/** Another remote candidate that could have rendered it and hasn't been tried. */
const otherOf = (services: Pick<Services, 'engines'>, { candidates, engine, model }: Failed) => {
  const current = candidates.findIndex((one) => one.engine === engine && one.model === model);
  const local = services.engines.find(isLocal)?.name;
  return candidates.find((one, index) => index > current && one.engine !== local) ?? null;
};

/** The buttons under a failure: retries that may help. */
export const nextSteps = (
  services: Pick<Services, 'engines'>,
  job: Failed,
  kind: FailureKind,
): readonly Action[] => {
  if (hopeless.includes(kind)) return [];
  const step = (argument?: 'local' | 'other'): Action => ({
    command: 'retry',
    id: job.id,
    ...(argument !== undefined && { argument }),
  });
  return [
    ...(settled.includes(kind) ? [] : [step()]),
    ...(otherOf(services, job) === null ? [] : [step('other')]),
    ...(localOf(services, job) === null ? [] : [step('local')]),
  ];
};

const makerOf = (services: Services, job: JobRow, by: 'local' | 'other' | null): Partial<Order> => {
  if (by === null) return {};
  const local = by === 'local' ? localOf(services, job) : null;
  if (local !== null) return { engine: local, model: null };
  const other = by === 'other' ? otherOf(services, job) : null;
  if (other === null) throw new Failure('unavailable');
  return { engine: other.engine, model: other.model };
};

/** The takes of an order that another engine renders, without the models they were to compare. */
const takesBy = ({ variants, compare, takes }: Order): Pick<Order, 'takes' | 'variants' | 'compare'> => {
  if (variants === undefined) return { takes, ...(compare && { compare }) };
  const all = variants.map(({ engine: _, model: __, ...variant }) => variant);
  const different = all.filter(
    (one, index) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === index,
  );
  if (different.length === 1 && different[0]?.photos === undefined) return { takes: 1 };
  return { takes: different.length, variants: different, ...(compare && { compare }) };
};

/**
 * A failed job's order again, unchanged or with another engine. Throws `Failure` `unavailable` when there is no other.
 */
export const repeatOrder = (
  services: Services,
  job: JobRow,
  request: Request,
  by: 'local' | 'other' | null,
): Order => {
  const handedOn = inherited(job.order, request);
  const { variants, compare, ...order } = job.order;
  return {
    ...order,
    ...(by === null ? { ...(variants && { variants }), ...(compare && { compare }) } : takesBy(job.order)),
    ...makerOf(services, job, by),
    ...handedOn,
    community: request.community,
    visibility:
      job.order.visibility === 'private' ? 'private' : amongAdults(request.visibility, handedOn.adult),
    address: request.target,
    parent: job.id,
  };
};
