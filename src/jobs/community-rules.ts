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

/** What may be spent where somebody asks: a community never allows more than the operator does. */
export const limitsIn = async (
  services: Services,
  community: string | null,
  { roles = [] }: Membership,
): Promise<Limits> => {
  if (community === null) return services.limits;
  const rules = await rulesOf(services, community);
  return {
    ...services.limits,
    communityDaily: least(rules.credits, services.limits.communityDaily),
    memberDaily: roleAllowance(rules, roles),
  };
};

/** What somebody may ask for: the best that their roles allow where they ask, and no more than the operator does. */
export const capsFor = async (
  services: Services,
  community: string | null,
  standing: Membership,
): Promise<Caps> => {
  if (standing.uncapped === true) return noCaps;
  if (community === null) return services.caps;
  const { roleCaps } = await rulesOf(services, community);
  const tiers = [...(standing.roles ?? []), everyone].flatMap((role) => roleCaps[role] ?? []);
  return capsOf(tiers, services.caps);
};

/** The services as they are open to an order under its community's rules. Throws Failure when they forbid the order. */
export const servicesFor = async (
  services: Services,
  standing: Membership,
  order: Order,
): Promise<Services> => {
  if (order.adult && order.visibility === 'public') throw new Failure('never_public');
  const caps = await capsFor(services, order.community, standing);
  const room = { ...services.room, rendered: caps.rendered };
  if (order.community === null) return { ...services, room };
  const rules = await rulesOf(services, order.community);
  obey(rules, standing, order);
  const free = [rules.models, rules.adultsOnly, caps.models].every(({ length }) => length === 0);
  const engines = free
    ? services.engines
    : services.engines.map((one) => restricted(one, rules, standing, caps));
  return { ...services, engines, room, limits: await limitsIn(services, order.community, standing) };
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

/** Credits above which people are asked first: as their community says, else as the operator does; null: never. */
export const asksAbove = async (services: Services, community: string | null): Promise<number | null> =>
  (community === null ? null : (await rulesOf(services, community)).askAbove) ?? services.limits.askAbove;

/** An order with the cover that its community lays over everything. */
export const coveredByRules = async (services: Services, order: Order): Promise<Order> => {
  const { community, spoiler } = order;
  if (spoiler || community === null) return order;
  return { ...order, spoiler: (await rulesOf(services, community)).cover === 'always' };
};

/** Whether a clip says in its picture what it is: everywhere here, or where its community wants it. */
export const isLabelled = async (services: Services, community: string | null): Promise<boolean> =>
  services.label.always || (community !== null && (await rulesOf(services, community)).label === 'always');
