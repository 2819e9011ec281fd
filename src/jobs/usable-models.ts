import type { Engine, Model } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { Shot } from '../core/shot.ts';

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
