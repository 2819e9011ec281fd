import type { Candidate, StoredPlan } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import { type Order, orderOfTake } from '../core/order.ts';
import type { Size } from '../core/shot.ts';
import { filesFor } from './order-files.ts';
import { route } from './route.ts';
import { engineNamed, type Services } from './services.ts';
import { takeSeed } from './shot-of.ts';

/**
 * The per-take prices that may be held when a candidate goes first, the highest first: it also covers the later
 * candidates. A free candidate holds nothing, so no paid one follows it. With prices of 5, 8 and 3, the first candidate may
 * hold 8, or only 5.
 */
export const holdPrices = (candidates: readonly Pick<Candidate, 'credits'>[], index: number): number[] => {
  const [own = 0, ...later] = candidates.slice(index).map(({ credits }) => credits);
  const holds = own === 0 ? [own] : [own, ...later.filter((credits) => credits > own)];
  return [...new Set(holds)].sort((one, other) => other - one);
};

type Photo = Size & { readonly id: string };

/** A take of a new job, with every plan that could render it, best first. */
export type TakeWithPlans = {
  readonly number: number;
  readonly seed: number;
  readonly plans: readonly [StoredPlan, ...StoredPlan[]];
};

/** The order's own photos among all that are known, and the one it ends with. A quote has no photos yet. */
const photosOf = <P extends { readonly id: string }>(
  { photos, last = null }: Order,
  known: readonly P[],
): P[] =>
  photos.length === 0
    ? [...known]
    : [...photos, ...(last === null ? [] : [last])].flatMap(
        (id) => known.find((photo) => photo.id === id) ?? [],
      );

/** Plans each take of an order. Throws what `route` throws. */
export const planTakes = async (
  services: Pick<Services, 'engines' | 'effects' | 'opinions'>,
  order: Order,
  photos: readonly Photo[],
): Promise<TakeWithPlans[]> => {
  const { takes, variants, seed } = order;
  const opinions = await services.opinions();
  const shared = variants === undefined ? route(services, order, seed, photos, opinions) : null;
  return Array.from({ length: takes }, (_, index) => {
    const number = index + 1;
    if (shared !== null) return { number, seed: takeSeed(seed, number), plans: shared };
    const own = orderOfTake(order, number);
    return { number, seed: own.seed, plans: route(services, own, own.seed, photosOf(own, photos), opinions) };
  });
};

/** The most that all takes may cost, in credits. */
export const maxCredits = (takes: readonly TakeWithPlans[]): number =>
  takes.reduce((sum, { plans }) => sum + (holdPrices(plans, 0)[0] ?? 0), 0);

/** Which candidate of a take goes first, and how many credits are held for it. */
export type Hold = { readonly candidate: number; readonly held: number };

/** The ways to start a take, in the order they are tried. */
export const startOptions = ({ plans }: TakeWithPlans): Hold[] =>
  plans.flatMap((_, candidate) => holdPrices(plans, candidate).map((held) => ({ candidate, held })));

const toCandidate = ({ engine, model, credits, alsoSeenBy, keptOver }: StoredPlan): Candidate => ({
  ...{ engine, model, credits },
  ...(alsoSeenBy !== undefined && { alsoSeenBy }),
  ...(keptOver !== undefined && { keptOver }),
});

/** What a job keeps of its takes' plans. Takes that differ only in their seed share their candidates. */
export const candidatesIn = ({ variants }: Order, takes: readonly TakeWithPlans[]): Candidate[] =>
  variants === undefined
    ? (takes[0]?.plans ?? []).map(toCandidate)
    : takes.flatMap(({ number, plans }) => plans.map((plan) => ({ ...toCandidate(plan), take: number })));

/** The work or seconds of all takes: each engine renders some in parallel. */
export const sumOf = (
  services: Pick<Services, 'engines'>,
  plans: readonly StoredPlan[],
  of: 'work' | 'seconds',
): number =>
  [...new Set(plans.map(({ engine }) => engine))].reduce((sum, engine) => {
    const own = plans.filter((plan) => plan.engine === engine);
    const rounds = Math.ceil(own.length / engineNamed(services, engine).parallel);
    return sum + rounds * Math.max(...own.map((plan) => plan[of]));
  }, 0);

/**
 * An order whose files are stored, with the plans of its takes and what they may cost together. Its job keeps only the
 * candidates: what runs is planned again then.
 */
export type PlannedOrder = {
  readonly order: Order;
  /** Its photos, and the one it ends with. */
  readonly frames: Awaited<ReturnType<typeof filesFor>>['frames'];
  readonly takes: readonly TakeWithPlans[];
  readonly credits: number;
};

/** Plans an order. Throws `Failure` `expired` when a file of it is gone, and what `route` throws. */
export const planOrder = async (services: Services, order: Order): Promise<PlannedOrder> => {
  const { frames } = await filesFor(services, order);
  const takes = await planTakes(services, order, frames);
  return { order, frames, takes, credits: maxCredits(takes) };
};

/** The price of a draft of an order; null when no draft would be cheaper. */
export const draftPriceOf = async (
  services: Services,
  { order, credits }: PlannedOrder,
): Promise<number | null> => {
  if (order.draft || order.engine !== null || order.model !== null) return null;
  // No engine can make a draft.
  const draft = await planOrder(services, { ...order, draft: true }).catch((error: unknown) => {
    if (error instanceof Failure) return null;
    throw error;
  });
  return draft !== null && draft.credits < credits ? draft.credits : null;
};
