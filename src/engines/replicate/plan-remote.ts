import { isCameraPath, nearestCamera } from '../../core/camera-path.ts';
import type { Plan, Warning } from '../../core/engine.ts';
import { Failure } from '../../core/failure.ts';
import { type Resolution, resolutions } from '../../core/order.ts';
import type { RemoteRecipe, Shot } from '../../core/shot.ts';
import { harmless, remotePrompt } from '../remote-prompt.ts';
import { type FittedRatio, fitLength, fitRate, fitRatio, fitTier } from './closest.ts';
import type { Fields, ModelPreset, RemoteModel, Tier } from './models/model.ts';
import type { Restorer } from './models/repair-model.ts';
import { creditsFor, type Prices, usdFor, usdToRestore } from './prices.ts';
import type { RemoteInput } from './remote-input.ts';

/** The model for a shot, the effect's recipe for that model, and the restorer for photos, if there is one. */
export type ModelChoice = {
  readonly model: RemoteModel;
  readonly recipe: RemoteRecipe | null;
  readonly restorer: Restorer | null;
};

// Some models take signed 32-bit seeds only.
const seedRange = 2 ** 31;

/** The work per second of clip, relative to 480p. */
const weights: Record<Resolution, number> = { '480p': 1, '720p': 2.25, '1080p': 5 };

const presetOf = ({ model, recipe }: ModelChoice, shot: Shot): ModelPreset | null =>
  recipe?.preset == null || shot.photos.length > 1 ? null : (model.presets[recipe.preset] ?? null);

const warningsFor = (
  shot: Shot,
  { model, recipe }: ModelChoice,
  tier: Tier,
  seconds: number,
  ratio: FittedRatio,
  preset: ModelPreset | null,
): readonly Warning[] => {
  const warnings: Warning[] = [];
  const smaller = resolutions.indexOf(tier.resolution) < resolutions.indexOf(shot.resolution);
  if (!ratio.same) warnings.push({ kind: 'ratio', asked: shot.ratio, used: ratio.used });
  if (Math.abs(seconds - shot.seconds) > 0.2)
    warnings.push({ kind: 'seconds', asked: `${shot.seconds} s`, used: `${Number(seconds.toFixed(1))} s` });
  if (smaller) warnings.push({ kind: 'resolution', asked: shot.resolution, used: tier.resolution });
  if (shot.camera !== null && isCameraPath(shot.camera) && preset?.ownCamera !== true)
    warnings.push({ kind: 'camera', asked: shot.camera, used: nearestCamera(shot.camera) });
  if (shot.camera !== null && preset?.ownCamera === true)
    warnings.push({ kind: 'camera', asked: shot.camera, used: recipe?.preset ?? 'none' });
  if (model.seed === null) warnings.push({ kind: 'seed', asked: String(shot.seed), used: 'none' });
  return warnings;
};

/** The restorer for the shot's photo when its effect repairs it; drafts skip it. */
const restorerFor = (
  { local: { restoration }, photos, references = 0 }: Shot,
  { model, restorer }: ModelChoice,
): Restorer | null => {
  const strength = Math.max(restoration?.denoise ?? 0, restoration?.contrast ?? 0);
  return strength > 0 && photos.length === 1 && references === 0 && model.draft !== true ? restorer : null;
};

/** A model as it is for a shot with reference photos, which limit some to fewer lengths, sizes and shapes. */
const referred = (model: RemoteModel, { references, photos }: Shot): RemoteModel => {
  if (model.references === null || references === undefined || photos.length > 1) return model;
  const { seconds, resolutions: sizes, ratios = model.ratios } = model.references;
  const { length, size } = model;
  const tiers = size.tiers.filter(({ resolution }) => sizes?.includes(resolution) ?? true);
  if (length.kind === 'frames' || seconds === undefined)
    return { ...model, ratios, size: { ...size, tiers } };
  const options = length.options.filter((option) => seconds.includes(option.seconds));
  return { ...model, ratios, size: { ...size, tiers }, length: { ...length, options } };
};

/** Which photo goes where: the first and the last frame, or a list of references that begins with the photo. */
const photosFor = ({ first, last, references: taken }: RemoteModel, shot: Shot): RemoteInput['photos'] => {
  if (shot.photos.length > 1 && last !== null) return { [first]: 0, [last]: 1 };
  if (taken === null || shot.references === undefined) return { [first]: 0 };
  const count = Math.min(taken.most, shot.references + 1);
  return { [taken.field]: Array.from({ length: count }, (_, index) => index) };
};

const optional = (field: string | null, value: string | number | boolean): Fields =>
  field === null ? {} : { [field]: value };

/**
 * Plans a shot on one model, with the cost in credits. Throws `Failure` `invalid_input` when the model can't take
 * that many photos.
 */
export const planRemote = (shot: Shot, choice: ModelChoice, prices: Prices): Omit<Plan, 'engine'> => {
  const casting = { ...choice, model: referred(choice.model, shot) };
  const { model, recipe } = casting;
  const [photo] = shot.photos;
  const tier = fitTier(model, shot.resolution, shot.photos.length);
  if (photo === undefined || tier === null || (shot.photos.length > 1 && model.last === null))
    throw new Failure('invalid_input', { model: model.name, photos: shot.photos.length });
  const preset = presetOf(casting, shot);
  const { prompt, call } = remotePrompt(shot, model, recipe?.prompt ?? null, preset);
  const ratio = fitRatio(model, shot.ratio, photo);
  const length = fitLength(model, tier, shot);
  const restorer = restorerFor(shot, casting);
  const seed = shot.seed % seedRange;
  const input: RemoteInput = {
    ref: model.ref,
    input: {
      prompt,
      ...(shot.negative === '' ? {} : optional(model.negative, harmless(shot.negative))),
      ...length.fields,
      ...(tier.value === null ? {} : optional(model.size.field, tier.value)),
      ...ratio.fields,
      ...fitRate(model, shot.fps),
      ...call?.fields,
      ...preset?.fields,
      ...optional(model.seed, seed),
      ...optional(model.audio, false),
      ...model.forced,
    },
    photos: photosFor(model, shot),
    ...(restorer !== null && {
      before: {
        ref: restorer.ref,
        input: { ...restorer.forced, [restorer.seed]: seed },
        photo: restorer.photo,
      },
    }),
  };
  return {
    model: model.name,
    input,
    warnings: warningsFor(shot, casting, tier, length.seconds, ratio, preset),
    credits: creditsFor(
      usdFor(model, tier, length.seconds, prices) + (restorer === null ? 0 : usdToRestore(restorer, prices)),
    ),
    ...(restorer !== null && { alsoSeenBy: restorer.dataGoesTo }),
    work: length.seconds * weights[tier.resolution],
    // Half of a model's usual time doesn't depend on the length.
    seconds: Math.round(model.median * (0.5 + length.seconds / 10)) + (restorer?.seconds ?? 0),
  };
};
