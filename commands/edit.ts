import { requireCaps } from '../src/core/caps.ts';
import { Failure } from '../src/core/failure.ts';
import { finishingOptions, finishingSteps, requireSound } from '../src/core/finishing-options.ts';
import { cameras, maskedParts, maxReferences, motions, ratios, secondsRange } from '../src/core/order.ts';
import { policyFor } from '../src/jobs/community-rules.ts';
import { requireParts } from '../src/jobs/join-clips.ts';
import { orderFromClip } from '../src/jobs/order-from-clip.ts';
import { accept } from './accept.ts';
import { clipCommand } from './clip-command.ts';

/** Renders the same photo and seed with different settings. */
export const edit = clipCommand({
  name: 'edit',
  renders: true,
  needs: 'edit',
  options: {
    prompt: { type: 'text', maximum: 500 },
    negative: { type: 'text', maximum: 300 },
    effect: { type: 'choice', choices: 'effects' },
    camera: { type: 'choice', choices: cameras, or: 'camera-path' },
    motion: { type: 'choice', choices: motions },
    seconds: { type: 'number', ...secondsRange, whole: false },
    ratio: { type: 'choice', choices: ratios },
    last: { type: 'file', kind: 'last' },
    reference: { type: 'file', kind: 'reference', several: maxReferences },
    audio: { type: 'file', kind: 'sound' },
    depth: { type: 'file', kind: 'depth' },
    mask: { type: 'file', kind: 'mask' },
    masked: { type: 'choice', choices: maskedParts },
    logo: { type: 'file', kind: 'logo' },
    loop: { type: 'flag' },
    ...finishingOptions,
  },
  run: async (services, request, clip, { last, reference, audio, depth, mask, logo, ...values }) => {
    const { upscale, seconds, speed } = values;
    requireCaps((await policyFor(services, request.community, request)).caps, {
      resolutions: [upscale],
      seconds: seconds === null ? null : seconds / (speed ?? 1),
    });
    if (values.masked !== null && mask === null && typeof clip.recipe.order.mask !== 'string')
      throw new Failure('missing_option', { option: 'mask' });
    const changes = Object.entries(values).filter(
      ([name, value]) => value !== null && !(name in finishingOptions),
    );
    // Only `loop` is done to a finished clip.
    if (
      clip.recipe.order.joined !== undefined &&
      (last ?? reference ?? depth ?? mask ?? changes.find(([name]) => name !== 'loop' && name !== 'id'))
    )
      throw new Failure('not_rerendered');
    await requireParts(services, clip.recipe.order);
    const post = finishingSteps(values, clip.recipe.order.post);
    requireSound(post, audio ?? clip.recipe.order.sound ?? clip.recipe.order.joined ?? null);
    const order = orderFromClip(clip, request, { ...Object.fromEntries(changes), post });
    return accept(services, request, order, [], {
      last,
      references: reference,
      sound: audio,
      depth,
      mask,
      logo,
    });
  },
});
