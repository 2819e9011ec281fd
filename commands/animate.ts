import { command } from '../src/core/command.ts';
import { Failure } from '../src/core/failure.ts';
import {
  cameras,
  type FrameRate,
  frameRates,
  motions,
  ratios,
  resolutions,
  secondsRange,
  seedLimit,
  takesRange,
  tones,
} from '../src/core/order.ts';
import { visibilities } from '../src/core/visibility.ts';
import { anySeed } from '../src/jobs/again.ts';
import { effectNamed, type House } from '../src/jobs/house.ts';
import { accept } from './accept.ts';

const frameRate = (asked: string | null): FrameRate =>
  frameRates.find((rate) => String(rate) === asked) ?? 24;

export const animate = command({
  name: 'animate',
  films: true,
  options: {
    photos: { type: 'photos', maximum: 2, required: true },
    effect: { type: 'choice', choices: 'effects' },
    prompt: { type: 'text', maximum: 500 },
    seed: { type: 'number', minimum: 0, maximum: seedLimit, whole: true },
    seconds: { type: 'number', ...secondsRange, whole: false },
    ratio: { type: 'choice', choices: ratios },
    camera: { type: 'choice', choices: cameras },
    motion: { type: 'choice', choices: motions },
    takes: { type: 'number', ...takesRange, whole: true },
    engine: { type: 'choice', choices: 'engines' },
    model: { type: 'choice', choices: 'models' },
    resolution: { type: 'choice', choices: resolutions },
    fps: { type: 'choice', choices: ['24', '30', '60'] },
    tone: { type: 'choice', choices: tones },
    visibility: { type: 'choice', choices: visibilities },
  },
  run: (house: House, request, values) => {
    if (request.actor.id === '') throw new Failure('not_allowed');
    const effect = effectNamed(house, values.effect ?? 'parallax');
    return accept(
      house,
      request,
      {
        owner: request.actor.id,
        community: request.community,
        photos: [],
        effect: effect.name,
        prompt: values.prompt ?? '',
        seed: values.seed ?? anySeed(),
        engine: values.engine,
        model: values.model,
        camera: values.camera,
        motion: values.motion ?? effect.defaults.motion,
        seconds: values.seconds ?? effect.defaults.seconds,
        ratio: values.ratio ?? 'photo',
        resolution: values.resolution ?? '720p',
        fps: frameRate(values.fps),
        tone: values.tone ?? 'none',
        takes: values.takes ?? 1,
        visibility: values.visibility ?? request.visibility,
        address: request.address,
        parent: null,
      },
      values.photos,
    );
  },
});
