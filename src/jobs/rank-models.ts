import { cached } from '../core/cached.ts';
import type { Engine, Model, StoredPlan } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import { isKeptMoreOften, type Opinions } from '../core/keep-rate.ts';
import type { Order } from '../core/order.ts';
import type { Shot } from '../core/shot.ts';
import type { Database } from '../store/open-store.ts';
import { readOpinions } from '../store/opinions.ts';

type Wanted = Pick<Order, 'commercial' | 'last' | 'references'>;

/** How many of a shot's reference photos a model uses. It can't be shown two photos to begin or end with as well. */
export const referencesUsed = ({ references = 0 }: Pick<Model, 'references'>, shot: Shot): number =>
  shot.photos.length > 1 ? 0 : Math.min(references, shot.references ?? 0);

/** Whether an order takes or prefers only some of the models, whatever else fits. */
export const limitsModels = ({ commercial, last, references }: Wanted): boolean =>
  commercial === true || typeof last === 'string' || references !== undefined;

/** Why a model may not render an order, or null: it must end on a photo, or its licence must allow commercial use. */
export const refusalBy = (model: Model, { commercial, last }: Wanted): Failure | null => {
  if (commercial === true && model.commercial !== true)
    return new Failure('not_commercial', { model: model.name });
  if (typeof last === 'string' && (model.local === true || model.photos === 1))
    return new Failure('no_last_frame', { model: model.name });
  return null;
};

/**
 * The models of an engine that may render an order and take its photos: those that use its reference photos first, then
 * those its effect prefers.
 */
export const usableModels = (engine: Engine, order: Wanted, shot: Shot): readonly Model[] => {
  const preferred = shot.models.map(({ model }) => model);
  const placeOf = ({ name }: Model): number =>
    preferred.includes(name) ? preferred.indexOf(name) : preferred.length;
  const count = shot.photos.length;
  const shown = (model: Model): number => referencesUsed(model, shot);
  return engine
    .models()
    .filter((model) => refusalBy(model, order) === null && (model.photos ?? count) >= count)
    .toSorted((one, other) => shown(other) - shown(one) || placeOf(one) - placeOf(other));
};

const opinionMilliseconds = 5 * 60_000;

/** Reads what people think of clips, at most every five minutes. */
export const openOpinions = (database: Database): (() => Promise<readonly Opinions[]>) =>
  cached(() => readOpinions(database), opinionMilliseconds, opinionMilliseconds);

/**
 * Moves a model before its neighbour, once, if people keep clearly more of its clips with this effect and it isn't
 * dearer. Engines in `here` keep their places.
 */
export const orderByKeepRate = (
  plans: readonly StoredPlan[],
  opinions: readonly Opinions[],
  effect: string,
  here: readonly string[],
): StoredPlan[] => {
  const ordered = [...plans];
  for (let index = 1; index < ordered.length; index++) {
    const [before, plan] = [ordered[index - 1], ordered[index]];
    if (before === undefined || plan === undefined) break;
    if (here.includes(before.engine) || here.includes(plan.engine) || plan.credits > before.credits) continue;
    if (!isKeptMoreOften(opinions, effect, plan.model, before.model)) continue;
    ordered.splice(index - 1, 2, { ...plan, keptOver: before.model }, before);
    index++;
  }
  return ordered;
};
