import type { Candidate, Engine, Model, StoredPlan, Warning } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Opinions } from '../core/keep-rate.ts';
import type { Order } from '../core/order.ts';
import type { Shot, Size } from '../core/shot.ts';
import { limitsModels, orderByKeepRate, referencesUsed, refusalBy, usableModels } from './rank-models.ts';
import { effectNamed, engineNamed, type Services } from './services.ts';
import { shotOf } from './shot-of.ts';

type RoutingServices = Pick<Services, 'engines' | 'effects'>;
/** At least one plan. */
type Plans = readonly [StoredPlan, ...StoredPlan[]];
type Choice = { readonly engine: Engine; readonly model: string | null };

/** Whether an engine renders on this machine, in a child process that takes a slot of this one. */
export const isLocal = (engine: Engine): boolean => engine.models().some(({ local }) => local === true);

/** Whether a remote engine costs nothing because it is the operator's own. */
const isFree = (engine: Engine): boolean => engine.models().every(({ price }) => price === undefined);

const offers = (engine: Engine, model: string): boolean =>
  engine.models().some((entry) => entry.name === model);

const modelOfChoice = ({ engine, model }: Choice): Model | undefined =>
  engine.models().find(({ name }) => name === model);

/** Whether a remote model may render an order, and so read its prompt. */
export const mayGoRemote = (
  { engines }: Pick<Services, 'engines'>,
  { engine, model }: Pick<Order, 'engine' | 'model'>,
): boolean =>
  engines.some(
    (one) => !isLocal(one) && (engine === null ? model === null || offers(one, model) : one.name === engine),
  );

const engineOf = (services: RoutingServices, model: string): Engine => {
  const found = services.engines.find((engine) => offers(engine, model));
  if (found === undefined) throw new Failure('unavailable', { name: model });
  return found;
};

/**
 * Two paid models, two free ones and the local engine are enough: after waiting that long, people would rather see a
 * failure.
 */
const remoteChoices = 2;

const choices = (services: RoutingServices, order: Order, shot: Shot): Choice[] => {
  const { engine, model } = order;
  if (engine !== null) {
    const chosen = engineNamed(services, engine);
    if (model !== null && !offers(chosen, model)) throw new Failure('invalid_input', { model });
    return [{ engine: chosen, model }];
  }
  if (model !== null) return [{ engine: engineOf(services, model), model }];
  const here = services.engines.filter(isLocal).map((local) => ({ engine: local, model: null }));
  const remotes = services.engines.filter((engine) => !isLocal(engine));
  if (order.draft) {
    const drafts = remotes.flatMap((remote) =>
      remote.models().flatMap(({ name, draft }) => (draft === true ? [{ engine: remote, model: name }] : [])),
    );
    return [...drafts, ...here];
  }
  const usable = (engines: readonly Engine[]): Choice[] =>
    engines.flatMap((remote) =>
      usableModels(remote, order, shot).map(({ name }) => ({ engine: remote, model: name })),
    );
  const free = usable(remotes.filter(isFree));
  const priced = remotes.filter((remote) => !isFree(remote));
  const paid = limitsModels(order)
    ? usable(priced)
    : priced.flatMap((remote) => [
        ...shot.models
          .filter((recipe) => offers(remote, recipe.model))
          .map((recipe) => ({ engine: remote, model: recipe.model })),
        { engine: remote, model: null },
      ]);
  // Free engines first: nobody should pay for what the operator's own machines can make.
  const used = (choice: Choice): number => referencesUsed(modelOfChoice(choice) ?? {}, shot);
  const there = [...free.slice(0, remoteChoices), ...paid.slice(0, remoteChoices)].toSorted(
    (one, other) => used(other) - used(one),
  );
  // A custom prompt needs a model that reads it. A plain camera move looks best when the pixels stay unchanged.
  const { keepsPixels } = effectNamed(services, order.effect);
  const drawn = order.depth !== null || typeof order.mask === 'string';
  const read = order.prompt !== '' || order.references !== undefined;
  return drawn || (keepsPixels && !read) ? [...here, ...there] : [...there, ...here];
};

const planned = (services: RoutingServices, { engine, model }: Choice, shot: Shot): StoredPlan => {
  const { version } = effectNamed(services, shot.effect);
  const plan = { ...engine.plan(shot, model), effectVersion: version };
  const described: Partial<Model> = modelOfChoice({ engine, model: plan.model }) ?? {};
  const { references = 0 } = shot;
  const shown = referencesUsed(described, shot);
  const noted = (kind: Warning['kind'], asked = ''): Warning => ({ kind, asked, used: plan.model });
  const unused = [
    ...(shot.masked === undefined || isLocal(engine) ? [] : [noted('mask')]),
    ...(shot.unwanted === undefined || described.negative === true ? [] : [noted('negative')]),
    ...(references > 0 ? [noted('references', shown < references ? String(shown) : 'all')] : []),
  ];
  return { ...plan, warnings: [...plan.warnings, ...unused] };
};

/** The failure of an order that nothing can render. Where nobody named a model, none is to blame. */
const refusalFor = ({ engine, model }: Order, [first]: readonly Failure[]): Failure => {
  if (first === undefined) return new Failure('unavailable', { name: 'engine' });
  const chosen = engine !== null || model !== null;
  return first.kind === 'no_last_frame' && !chosen ? new Failure('no_last_frame') : first;
};

/**
 * Every candidate that could render an order, best first, each with its plan for one take: the engine or model the
 * order names, otherwise by effect, health and what people keep. Pure. With no candidate, throws the best one's usage
 * `Failure`, or the reason it is down.
 */
export const route = (
  services: RoutingServices,
  order: Order,
  seed: number,
  photos: readonly Size[],
  opinions: readonly Opinions[] = [],
): Plans => {
  const shot = shotOf(effectNamed(services, order.effect), order, seed, photos, services.effects);
  const plans: StoredPlan[] = [];
  const failures: Failure[] = [];
  for (const choice of choices(services, order, shot)) {
    const down = choice.engine.down();
    try {
      if (down !== null) throw new Failure(down.kind, down.facts);
      const plan = planned(services, choice, shot);
      const model = choice.engine.models().find(({ name }) => name === plan.model);
      const refusal = model === undefined ? null : refusalBy(model, order);
      if (refusal !== null) throw refusal;
      if (!plans.some((earlier) => earlier.engine === plan.engine && earlier.model === plan.model))
        plans.push(plan);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
    }
  }
  const here = services.engines.filter(isLocal).map(({ name }) => name);
  const [best, ...rest] = orderByKeepRate(plans, opinions, order.effect, here);
  if (best === undefined) throw refusalFor(order, failures);
  return [best, ...rest];
};

/** The exact plan of a take for one candidate of a route. Adds a warning for the card when it isn't the first. */
export const planFor = (
  services: RoutingServices,
  order: Order,
  candidates: readonly Candidate[],
  index: number,
  seed: number,
  photos: readonly Size[],
): StoredPlan => {
  const [first] = candidates;
  const candidate = candidates[index];
  if (first === undefined || candidate === undefined) throw new Failure('unavailable', { name: 'engine' });
  const shot = shotOf(effectNamed(services, order.effect), order, seed, photos, services.effects);
  const choice = { engine: engineNamed(services, candidate.engine), model: candidate.model };
  // Use the agreed credits, which are held; prices may have changed since.
  const plan = { ...planned(services, choice, shot), credits: candidate.credits };
  if (index === 0) {
    const { keptOver } = candidate;
    if (keptOver === undefined) return plan;
    return { ...plan, warnings: [{ kind: 'kept', asked: keptOver, used: plan.model }, ...plan.warnings] };
  }
  const moved = { kind: 'engine', asked: first.model, used: plan.model } as const;
  return { ...plan, warnings: [moved, ...plan.warnings] };
};
