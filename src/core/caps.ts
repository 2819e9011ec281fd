import { beginsAt } from './after.ts';
import { Failure } from './failure.ts';
import { type Order, type Resolution, resolutions } from './order.ts';
import { speedOf } from './post-steps.ts';

/** Limits on what a person may request. Null means no limit. */
export type Caps = {
  readonly resolution: Resolution | null;
  /** Length of the whole clip, in seconds. */
  readonly seconds: number | null;
  /** Remote models that may be used. Empty allows all. */
  readonly models: readonly string[];
  /** Seconds of clips that may be rendered here per hour. */
  readonly rendered: number | null;
  /** Whether clips carry a visible label that says what they are. */
  readonly watermark: boolean;
};

export const noCaps: Caps = { resolution: null, seconds: null, models: [], rendered: null, watermark: false };

const rank = (resolution: Resolution): number => resolutions.indexOf(resolution);

const least = (...limits: readonly (number | null)[]): number | null => {
  const set = limits.filter((limit) => limit !== null);
  return set.length === 0 ? null : Math.min(...set);
};

/** The highest limit of any tier. Null if no tier sets one. */
const most = (limits: readonly (number | null | undefined)[]): number | null => {
  const set = limits.filter((limit) => limit !== null && limit !== undefined);
  return set.length === 0 ? null : Math.max(...set);
};

/** Combines a person's tiers, taking the best of each limit, but never more than the operator allows. */
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

/** Any length of the shorter side, as people write it: `2160p`. */
type Side = `${number}p`;

const exceeds = (side: Side, cap: Resolution | null): cap is Resolution =>
  cap !== null && Number.parseInt(side, 10) > Number.parseInt(cap, 10);

/** Checks values that the person set explicitly, which are never changed silently. Throws `Failure` `over_cap`. */
export const requireCaps = (
  { resolution, seconds }: Caps,
  requested: { readonly resolutions: readonly (Side | 'off' | null)[]; readonly seconds: number | null },
): void => {
  for (const one of requested.resolutions)
    if (one !== null && one !== 'off' && exceeds(one, resolution))
      throw new Failure('over_cap', { of: 'resolution', limit: resolution });
  if (requested.seconds !== null && seconds !== null && requested.seconds > seconds)
    throw new Failure('over_cap', { of: 'seconds', limit: seconds });
};

/**
 * Clamps an order to its owner's caps. This applies to defaults and to values taken from another clip. Throws `Failure`
 * `over_cap` if extending a clip would make it too long.
 */
export const capped = (order: Order, caps: Caps): Order => {
  const { resolution, watermark } = caps;
  const limit = caps.seconds ?? Number.POSITIVE_INFINITY;
  const factor = speedOf(order.post);
  if (order.after !== null && beginsAt(order.after) + order.seconds / factor > limit)
    throw new Failure('over_cap', { of: 'seconds', limit });
  return {
    ...order,
    seconds: Math.min(order.seconds, limit * factor),
    resolution: exceeds(order.resolution, resolution) ? resolution : order.resolution,
    post: order.post.filter((step) => step.kind !== 'upscale' || !exceeds(step.resolution, resolution)),
    ...((watermark || order.label !== undefined) && { label: watermark }),
  };
};

/** Throws `Failure` `over_cap` if the model isn't allowed. */
export const requireModel = ({ models }: Caps, model: string): void => {
  if (models.length > 0 && !models.includes(model))
    throw new Failure('over_cap', { of: 'model', limit: models.join(', ') });
};
