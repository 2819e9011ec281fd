import { beginsAt } from './after.ts';
import { Failure } from './failure.ts';
import { type Order, type Resolution, resolutions } from './order.ts';

/** What somebody may ask for at most; null is no limit. */
export type Caps = {
  readonly resolution: Resolution | null;
  /** Seconds of the whole clip. */
  readonly seconds: number | null;
  /** Models elsewhere that may film; none named allows all. */
  readonly models: readonly string[];
  /** Seconds of clips that may be rendered here in an hour. */
  readonly rendered: number | null;
  /** Whether clips say in their picture what they are. */
  readonly watermark: boolean;
};

export const noCaps: Caps = { resolution: null, seconds: null, models: [], rendered: null, watermark: false };

const rank = (resolution: Resolution): number => resolutions.indexOf(resolution);

const least = (...limits: readonly (number | null)[]): number | null => {
  const set = limits.filter((limit) => limit !== null);
  return set.length === 0 ? null : Math.min(...set);
};

/** The most that any tier says, or null where none does. */
const most = (limits: readonly (number | null | undefined)[]): number | null => {
  const set = limits.filter((limit) => limit !== null && limit !== undefined);
  return set.length === 0 ? null : Math.max(...set);
};

/** What the tiers of one person allow together, the best of each, and never more than the operator does. */
export const capsOf = (tiers: readonly Partial<Caps>[], operator: Caps): Caps => {
  const best = most(tiers.map(({ resolution }) => (resolution ? rank(resolution) : null)));
  const resolution = least(best, operator.resolution && rank(operator.resolution));
  const marked = tiers.flatMap(({ watermark }) => watermark ?? []);
  return {
    resolution: resolution === null ? null : (resolutions[resolution] ?? null),
    seconds: least(most(tiers.map(({ seconds }) => seconds)), operator.seconds),
    models: [...new Set(tiers.flatMap(({ models }) => models ?? []))],
    rendered: least(most(tiers.map(({ rendered }) => rendered)), operator.rendered),
    watermark: operator.watermark || (marked.length > 0 && marked.every((one) => one)),
  };
};

const exceeds = (asked: Resolution, cap: Resolution | null): cap is Resolution =>
  cap !== null && rank(asked) > rank(cap);

/** What somebody said in so many words, which is never changed behind their back. Throws Failure `over_cap`. */
export const requireCaps = (
  { resolution, seconds }: Caps,
  said: { readonly resolutions: readonly (Resolution | 'off' | null)[]; readonly seconds: number | null },
): void => {
  for (const one of said.resolutions)
    if (one !== null && one !== 'off' && exceeds(one, resolution))
      throw new Failure('over_cap', { of: 'resolution', limit: resolution });
  if (said.seconds !== null && seconds !== null && said.seconds > seconds)
    throw new Failure('over_cap', { of: 'seconds', limit: seconds });
};

/**
 * An order within what its owner may ask for: what was a default, or comes from another clip, is made as much as is
 * allowed. Throws Failure `over_cap` where going on from a clip makes too long a one.
 */
export const capped = (order: Order, caps: Caps): Order => {
  const { resolution, watermark } = caps;
  const limit = caps.seconds ?? Number.POSITIVE_INFINITY;
  if (order.after !== null && beginsAt(order.after) + order.seconds > limit)
    throw new Failure('over_cap', { of: 'seconds', limit });
  return {
    ...order,
    seconds: Math.min(order.seconds, limit),
    resolution: exceeds(order.resolution, resolution) ? resolution : order.resolution,
    post: order.post.filter((step) => step.kind !== 'upscale' || !exceeds(step.resolution, resolution)),
    ...((watermark || order.label !== undefined) && { label: watermark }),
  };
};

/** Throws Failure `over_cap` for a model that is not among those allowed. */
export const wantModel = ({ models }: Caps, model: string): void => {
  if (models.length > 0 && !models.includes(model))
    throw new Failure('over_cap', { of: 'model', limit: models.join(', ') });
};
