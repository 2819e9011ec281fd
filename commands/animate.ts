import { movesPhoto } from '../src/core/advice.ts';
import { requireCaps } from '../src/core/caps.ts';
import { command, type FileSource, type Request, type Values } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import { finishingSteps, requireSound } from '../src/core/finishing-options.ts';
import { anyModel, type FrameRate, frameRates, type Order, type Variant } from '../src/core/order.ts';
import { owns } from '../src/core/permission.ts';
import { amongAdults } from '../src/core/rules.ts';
import { requestedTakes, requireRemade } from '../src/core/variants.ts';
import { policyFor } from '../src/jobs/community-rules.ts';
import { inherited, randomSeed } from '../src/jobs/order-from-clip.ts';
import { defaultsUnder } from '../src/jobs/own-defaults.ts';
import { presetNamed, presetValuesFor } from '../src/jobs/own-presets.ts';
import { clipFor } from '../src/jobs/permitted.ts';
import { effectNamed, type Services } from '../src/jobs/services.ts';
import { accept } from './accept.ts';
import { animateOptions } from './animate-options.ts';

const frameRate = (typed: string | null, otherwise: FrameRate = 24): FrameRate =>
  frameRates.find((rate) => String(rate) === typed) ?? otherwise;

type Maker = Pick<Order, 'engine' | 'model'>;

/** Who renders it. An explicit engine or model decides the other one, so neither is inherited then. */
const madeBy = ({ engine, model }: Maker, usual: Partial<Maker>): Maker =>
  engine === null && model === null
    ? { engine: usual.engine ?? null, model: usual.model ?? null }
    : { engine, model: model === anyModel ? null : model };

type AnimateValues = Values<typeof animateOptions>;

/** What was given, completed by the preset that was named. */
const withPreset = async (
  services: Services,
  request: Request,
  typed: AnimateValues,
): Promise<AnimateValues> => {
  if (typed.preset === null || typed.preset === '') return typed;
  const preset = await presetNamed(services, request, typed.preset);
  return { ...typed, ...presetValuesFor(services, animateOptions, preset, typed) };
};

export const animate = command({
  name: 'animate',
  renders: true,
  options: animateOptions,
  run: async (services: Services, request, typed) => {
    if (request.actor.id === '') throw new Failure('not_allowed');
    const values = await withPreset(services, request, typed);
    const { resolution, upscale, seconds, speed } = values;
    const policy = await policyFor(services, request.community, request);
    requireCaps(policy.caps, {
      resolutions: [resolution, upscale],
      seconds: seconds === null ? null : seconds / (speed ?? 1),
    });
    const like = values.like === null ? null : await clipFor(services, request.actor, 'remix', values.like);
    if (like !== null) requireRemade('animate', like);
    const base = like?.recipe.order;
    // A recipe is complete: personal defaults don't change it.
    const own = like === null ? await defaultsUnder(services, request.actor.id, values, policy) : {};
    const effect = effectNamed(services, values.effect ?? base?.effect ?? own.effect ?? 'parallax');
    const maker = madeBy(values, base ?? own);
    const variantOf = (name: string): Variant | null => {
      const other = services.effects.find((one) => one.name === name);
      if (other === undefined) return name === maker.model ? null : { engine: null, model: name };
      if (other.name === effect.name) return null;
      const motion = values.motion ?? base?.motion ?? null;
      return { effect: name, ...(motion === null && { motion: other.defaults.motion }) };
    };
    const post = finishingSteps(values, base?.post);
    const sound = values.original ? originalSound(values.photos, values.at, values.audio) : values.audio;
    requireSound(post, sound ?? base?.sound ?? null);
    const negative = values.negative ?? base?.negative ?? '';
    const fixes = values.fix ?? base?.fixes ?? [];
    if (movesPhoto(fixes) && (values.mask ?? values.depth) !== null) throw new Failure('fix_moves');
    const handedOn = inherited(base ?? { spoiler: false, adult: false }, request);
    const usual = like?.visibility === 'private' ? 'private' : request.visibility;
    return accept(
      services,
      request,
      {
        owner: request.actor.id,
        community: request.community,
        photos: [],
        effect: effect.name,
        prompt: values.prompt ?? base?.prompt ?? '',
        ...(negative !== '' && { negative }),
        // Those of somebody else's clip were only for that one.
        ...(like !== null && owns(request.actor, like.owner) && base?.references
          ? { references: base.references }
          : {}),
        seed: values.seed ?? base?.seed ?? randomSeed(),
        ...maker,
        ...((values.commercial ?? base?.commercial ?? own.commercial) === true && { commercial: true }),
        camera: values.camera ?? base?.camera ?? null,
        motion: values.motion ?? base?.motion ?? effect.defaults.motion,
        seconds: values.seconds ?? base?.seconds ?? own.seconds ?? effect.defaults.seconds,
        ratio: values.ratio?.[0] ?? base?.ratio ?? own.ratio ?? 'photo',
        resolution: values.resolution ?? base?.resolution ?? '720p',
        fps: frameRate(values.fps, base?.fps),
        tone: values.tone ?? base?.tone ?? 'none',
        repair: values.repair ?? base?.repair ?? 'gentle',
        ...(fixes.length > 0 && { fixes }),
        sound: base?.sound ?? null,
        // A depth map or mask only fits the photo it was made for.
        depth: null,
        ...(values.mask !== null && { masked: values.masked ?? 'moves' }),
        logo: null,
        beat: base?.beat ?? null,
        loop: values.loop ?? base?.loop ?? false,
        post,
        after: null,
        draft: values.draft ?? false,
        ...requestedTakes(values, variantOf),
        visibility: values.visibility ?? amongAdults(usual, handedOn.adult),
        ...handedOn,
        foreignPhoto: request.foreignPhoto,
        address: request.target,
        parent: null,
      },
      values.photos,
      {
        ...{ at: values.at, fixes },
        ...{ last: values.last, references: values.reference },
        sound,
        depth: values.depth,
        mask: values.mask,
        logo: values.logo,
      },
    );
  },
});

/**
 * The sound of the video that is animated, from the second whose picture is used. Throws `Failure` `original_alone` if
 * it isn't the only file that could be heard.
 */
const originalSound = (
  photos: readonly FileSource[],
  at: number | null,
  audio: FileSource | null,
): FileSource => {
  const [video, ...others] = photos;
  if (video === undefined || others.length > 0 || audio !== null) throw new Failure('original_alone');
  return { ...video, from: at ?? 0 };
};
