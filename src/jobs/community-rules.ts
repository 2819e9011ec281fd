import { requireAllowedWords } from '../core/blocked-words.ts';
import { type Caps, capped, capsOf, noCaps, requireModel } from '../core/caps.ts';
import type { Clip } from '../core/clip.ts';
import type { Engine } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import { withParts } from '../core/joined.ts';
import type { Json } from '../core/json.ts';
import { type Order, takeOrders } from '../core/order.ts';
import type { Visibility } from '../core/permission.ts';
import {
  defaultRules,
  everyone,
  isWithin,
  type Membership,
  modelIsOn,
  type Rules,
  requireAdults,
  requireAllowed,
  roleAllowance,
} from '../core/rules.ts';
import { changeSetting, readSetting } from '../store/saved-settings.ts';
import type { SpendLimits } from '../store/spend.ts';
import { isLocal, mayGoRemote } from './route.ts';
import type { Services } from './services.ts';

/** The settings-table name of a community's rules. */
const name = 'rules';

const { roles, roleCredits, roleCaps, adultsOnly } = defaultRules;

/** The rules that were saved. Telegram has no roles and no age limits, so rules about them would shut everybody out. */
const rulesIn = (stored: Json, community: string): Rules => {
  const rules: Rules = {
    ...defaultRules,
    ...(stored as Partial<Rules> | null),
    ...(community.startsWith('telegram:') ? { roles, roleCredits, roleCaps, adultsOnly } : {}),
  };
  // Earlier versions could publish every new clip, without asking its owner.
  return rules.visibility === 'public' ? { ...rules, visibility: 'community' } : rules;
};

/** A community's rules, with defaults for everything it hasn't set. */
export const rulesOf = async (services: Pick<Services, 'store'>, community: string): Promise<Rules> =>
  rulesIn(await readSetting(services.store.database, community, name), community);

/** Changes rules based on their current value. Concurrent changes don't overwrite each other. */
export const changeRules = (
  services: Services,
  community: string,
  change: (before: Rules) => Partial<Rules>,
): Promise<Rules> =>
  changeSetting(services.store.database, community, name, (stored) => {
    const before = rulesIn(stored, community);
    return { ...before, ...change(before) };
  });

/** An engine limited to the allowed models. */
const restricted = (engine: Engine, rules: Rules, membership: Membership, caps: Caps): Engine => ({
  ...engine,
  plan: (shot, model) => {
    const plan = engine.plan(shot, model);
    if (!isLocal(engine)) requireModel(caps, plan.model);
    if (!modelIsOn(rules, plan.model)) throw new Failure('model_off', { model: plan.model });
    requireAdults(rules, membership, [plan.model]);
    return plan;
  },
});

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** How a community's rules apply to the requester. */
export type Policy = {
  /** Null outside communities. */
  readonly rules: Rules | null;
  /** The highest caps among the person's roles, limited by the operator's caps. */
  readonly caps: Caps;
  /** Spending limits. A community can't allow more than the operator does. */
  readonly limits: SpendLimits;
  /** Orders above this many credits need confirmation; 0 means never. */
  readonly askAbove: number;
};

export const policyFor = async (
  services: Pick<Services, 'store' | 'caps' | 'limits'>,
  community: string | null,
  { roles = [], uncapped }: Membership,
): Promise<Policy> => {
  const { limits } = services;
  const rules = community === null ? null : await rulesOf(services, community);
  const caps =
    rules === null
      ? services.caps
      : capsOf(
          [...roles, everyone].flatMap((role) => rules.roleCaps[role] ?? []),
          services.caps,
        );
  return {
    rules,
    caps: uncapped === true ? noCaps : caps,
    limits:
      rules === null
        ? limits
        : {
            ...limits,
            communityDaily: least(rules.credits, limits.communityDaily),
            memberDaily: roleAllowance(rules, roles),
          },
    askAbove: rules?.askAbove ?? limits.askAbove,
  };
};

/** The order as a policy has it: with a spoiler, only by models for commercial use, and within the person's caps. */
export const applyPolicy = (policy: Policy, order: Order): Order => {
  const { caps, rules } = policy;
  return capped(
    withSpoiler(policy, rules?.commercial === true ? { ...order, commercial: true } : order),
    caps,
  );
};

/** Throws `Failure` when a policy forbids the order: who may see it, what it says, or what makes it. */
export const requireOrderAllowed = (
  services: Services,
  { rules }: Pick<Policy, 'rules'>,
  membership: Membership,
  order: Order,
): void => {
  const { visibility } = order;
  if (order.adult && visibility === 'public') throw new Failure('never_public');
  for (const part of withParts(order)) requireAllowedWords(part, rules?.blockedWords);
  if (rules === null) return;
  for (const take of takeOrders(order)) {
    for (const part of withParts(take)) {
      // Nobody knows here which models the parts were made with.
      const own = part === take && take.joined === undefined;
      const remote = mayGoRemote(services, own ? take : { engine: null, model: null });
      requireAllowed(rules, membership, { ...part, visibility, remote });
    }
  }
};

/** The services with the limits of a policy, and engines that only plan with models it allows. */
export const limitServices = (
  services: Services,
  { rules, caps, limits }: Policy,
  membership: Membership,
): Services => {
  const limited = { ...services, limits, quotas: { ...services.quotas, rendered: caps.rendered } };
  if (rules === null) return limited;
  const anyModel = [rules.models, rules.adultsOnly, caps.models].every(({ length }) => length === 0);
  if (anyModel) return limited;
  return { ...limited, engines: services.engines.map((one) => restricted(one, rules, membership, caps)) };
};

/**
 * Throws `Failure` `too_open` when the community doesn't allow its clips to be shared that widely, or `blocked_words` for
 * what may not be said there, or anywhere.
 */
export const requireShowingAllowed = async (
  services: Services,
  { community, recipe }: Pick<Clip, 'community' | 'recipe'>,
  to: Visibility,
): Promise<void> => {
  const { blockedWords, widest } = community === null ? defaultRules : await rulesOf(services, community);
  for (const part of withParts(recipe.order)) requireAllowedWords(part, blockedWords);
  if (community === null) return;
  if (!isWithin(to, widest)) throw new Failure('too_open', { asked: to, widest });
};

/** Applies the community's spoiler setting to an order. */
export const withSpoiler = <O extends Pick<Order, 'spoiler'>>(
  { rules }: Pick<Policy, 'rules'>,
  order: O,
): O => (order.spoiler || rules === null ? order : { ...order, spoiler: rules.cover === 'always' });

/** Whether a clip gets a visible label in its picture: always on this service, or when its community requires it. */
export const isLabelled = async (services: Services, community: string | null): Promise<boolean> =>
  services.label.always || (community !== null && (await rulesOf(services, community)).label === 'always');
