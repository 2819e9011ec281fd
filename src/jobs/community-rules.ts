import { type Caps, capsOf, noCaps, wantModel } from '../core/caps.ts';
import type { Engine } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Json } from '../core/json.ts';
import type { Order } from '../core/order.ts';
import {
  everyone,
  firstRules,
  isWithin,
  type Membership,
  modelIsOn,
  obey,
  type Rules,
  roleAllowance,
  wantAdults,
} from '../core/rules.ts';
import type { Visibility } from '../core/visibility.ts';
import { changeSetting, readSetting } from '../store/saved-settings.ts';
import type { Limits } from '../store/spend.ts';
import { isLocal } from './route.ts';
import type { Services } from './services.ts';

/** The name under which the settings table keeps a community's rules. */
const name = 'rules';

const rulesIn = (kept: Json): Rules => ({ ...firstRules, ...(kept as Partial<Rules> | null) });

/** What a community allows; where there is none, everything. */
export const rulesOf = async (services: Pick<Services, 'store'>, community: string): Promise<Rules> =>
  rulesIn(await readSetting(services.store.database, community, name));

/** Changes rules, given what they are now: of two who do so at once neither loses anything. */
export const changeRules = (
  services: Services,
  community: string,
  change: (before: Rules) => Partial<Rules>,
): Promise<Rules> =>
  changeSetting(services.store.database, community, name, (kept) => {
    const before = rulesIn(kept);
    return { ...before, ...change(before) };
  });

/** An engine that films with the allowed models alone. */
const restricted = (engine: Engine, rules: Rules, standing: Membership, caps: Caps): Engine => ({
  ...engine,
  plan: (shot, asked) => {
    const plan = engine.plan(shot, asked);
    if (!isLocal(engine)) wantModel(caps, plan.model);
    if (!modelIsOn(rules, plan.model)) throw new Failure('model_off', { model: plan.model });
    wantAdults(rules, standing, [plan.model]);
    return plan;
  },
});

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** What a community's rules mean for somebody who asks there, read once so that all of an order goes by the same rules. */
export type Policy = {
  /** Null outside communities. */
  readonly rules: Rules | null;
  /** The best that somebody's roles allow, and no more than the operator does. */
  readonly caps: Caps;
  /** What may be spent: a community never allows more than the operator does. */
  readonly limits: Limits;
  /** Credits above which people are asked first; null: never. */
  readonly askAbove: number | null;
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

/** The services as they are open to an order under a policy. Throws Failure when its rules forbid the order. */
export const servicesUnder = (
  services: Services,
  { rules, caps, limits }: Policy,
  standing: Membership,
  order: Order,
): Services => {
  if (order.adult && order.visibility === 'public') throw new Failure('never_public');
  const open = { ...services, limits, room: { ...services.room, rendered: caps.rendered } };
  if (rules === null) return open;
  obey(rules, standing, order);
  const free = [rules.models, rules.adultsOnly, caps.models].every(({ length }) => length === 0);
  if (free) return open;
  return { ...open, engines: services.engines.map((one) => restricted(one, rules, standing, caps)) };
};

/** Throws Failure `too_open` when a community does not let its clips be seen so widely. */
export const allowShowing = async (
  services: Services,
  community: string | null,
  to: Visibility,
): Promise<void> => {
  if (community === null) return;
  const { widest } = await rulesOf(services, community);
  if (!isWithin(to, widest)) throw new Failure('too_open', { asked: to, widest });
};

/** An order with the cover that its community lays over everything. */
export const coveredBy = ({ rules }: Policy, order: Order): Order =>
  order.spoiler || rules === null ? order : { ...order, spoiler: rules.cover === 'always' };

/** Whether a clip says in its picture what it is: everywhere here, or where its community wants it. */
export const isLabelled = async (services: Services, community: string | null): Promise<boolean> =>
  services.label.always || (community !== null && (await rulesOf(services, community)).label === 'always');
