import type { Engine, Model } from '../core/engine.ts';
import { Failure } from '../core/failure.ts';
import type { Order } from '../core/order.ts';
import type { Shot } from '../core/shot.ts';

type Wanted = Pick<Order, 'commercial' | 'last'>;

/** Whether an order takes only some of the models, whatever else fits. */
export const isPicky = ({ commercial, last }: Wanted): boolean =>
  commercial === true || typeof last === 'string';

/** Why a model may not render an order, or null: it must end on a photo, or its licence must allow commercial use. */
export const refusalBy = (model: Model, { commercial, last }: Wanted): Failure | null => {
  if (commercial === true && model.commercial !== true)
    return new Failure('not_commercial', { model: model.name });
  if (typeof last === 'string' && (model.local === true || model.photos === 1))
    return new Failure('no_last_frame', { model: model.name });
  return null;
};

/** The models of an engine that may render an order and take its photos, those its effect prefers first. */
export const usableModels = (engine: Engine, order: Wanted, shot: Shot): readonly Model[] => {
  const preferred = shot.models.map(({ model }) => model);
  const placeOf = ({ name }: Model): number =>
    preferred.includes(name) ? preferred.indexOf(name) : preferred.length;
  const count = shot.photos.length;
  return engine
    .models()
    .filter((model) => refusalBy(model, order) === null && (model.photos ?? count) >= count)
    .toSorted((one, other) => placeOf(one) - placeOf(other));
};
