import type { Model, Plan } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { ratios } from '../../core/order.ts';
import type { Shot } from '../../core/shot.ts';
import type { Length, RemoteModel } from './models/model.ts';
import { restorer } from './models/repair-model.ts';
import { defaultModel } from './models/shipped-models.ts';
import { type ModelChoice, planRemote } from './plan-remote.ts';
import type { Prices } from './prices.ts';

const secondsOf = (length: Length): Model['seconds'] => {
  if (length.kind === 'frames')
    return {
      minimum: (length.minimum - 1) / length.rate.maximum,
      maximum: (length.maximum - 1) / length.rate.minimum,
    };
  const seconds = length.options.map((option) => option.seconds);
  return { minimum: Math.min(...seconds), maximum: Math.max(...seconds) };
};

const describe = (model: RemoteModel, able: readonly RemoteModel[], prices: Prices): Model => {
  const { name, per, length, licence, dataGoesTo, draft, refine } = model;
  return {
    name,
    seconds: secondsOf(length),
    ratios:
      model.ratios === null ? ['photo'] : ratios.filter((ratio) => ratio in (model.ratios?.values ?? {})),
    resolutions: model.size.tiers.map(({ resolution }) => resolution),
    frameRates: length.kind === 'frames' ? [24, 30] : [24],
    repeatable: model.seed !== null,
    licence,
    commercial: model.commercial === true,
    dataGoesTo,
    mark: 'ai-generated',
    price: { usd: prices[name] ?? Math.min(...model.size.tiers.map(({ usd }) => usd)), per },
    photos: model.last === null ? 1 : 2,
    ...(model.negative !== null && { negative: true as const }),
    ...(model.references !== null && { references: model.references.most - 1 }),
    draft,
    // Don't offer refining with a model that is off.
    refine: able.some((other) => other.name === refine) ? refine : null,
  };
};

const takes = (model: RemoteModel, shot: Shot): boolean => shot.photos.length < 2 || model.last !== null;

const cast = (
  shot: Shot,
  named: string | null,
  able: readonly RemoteModel[],
): Omit<ModelChoice, 'restorer'> => {
  const recipeFor = (model: RemoteModel) =>
    shot.models.find(
      ({ model: name, photos = shot.photos.length }) => name === model.name && photos === shot.photos.length,
    ) ?? null;
  if (named !== null) {
    const model = able.find(({ name }) => name === named);
    if (model === undefined) throw new Failure('invalid_input', { model: named });
    return { model, recipe: recipeFor(model) };
  }
  const fitting = able.filter((model) => takes(model, shot));
  const wished = [...shot.models.map(({ model }) => model), defaultModel];
  const model =
    wished.flatMap((name) => fitting.find((entry) => entry.name === name) ?? []).at(0) ?? fitting.at(0);
  if (model === undefined) throw new Failure('unavailable');
  return { model, recipe: recipeFor(model) };
};

/** What the models can do, and how to call them for a shot. */
export type Planning = {
  models(): readonly Model[];
  /**
   * Pure. Uses the named model, else the effect's first available one, else the default. Throws `Failure`
   * `invalid_input`.
   */
  plan(shot: Shot, model: string | null): Plan;
};

/**
 * Creates the planning for a catalogue; `prices` override its own. The sets are read on every call. `disabled` names
 * models that can't be used. `unchecked` names models that aren't offered yet but still render when a job names them,
 * which can only be a job from before a restart.
 */
export const createPlanning = (options: {
  readonly models: readonly RemoteModel[];
  readonly disabled: ReadonlySet<string>;
  readonly unchecked?: ReadonlySet<string>;
  readonly prices: Prices;
}): Planning => {
  const known = () => options.models.filter(({ name }) => !options.disabled.has(name));
  const able = () => known().filter(({ name }) => options.unchecked?.has(name) !== true);
  return {
    models: () => able().map((model, _, all) => describe(model, all, options.prices)),
    plan: (shot, model) => {
      const restores = options.disabled.has(restorer.name) ? null : restorer;
      const casting = { ...cast(shot, model, model === null ? able() : known()), restorer: restores };
      return { engine: 'replicate', ...planRemote(shot, casting, options.prices) };
    },
  };
};
