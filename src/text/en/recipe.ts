import type { Warning } from '../../core/engine.ts';
import type { PostStep } from '../../core/post.ts';
import type { Recipe } from '../../core/recipe.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const stepInWords = (step: PostStep): string => {
  switch (step.kind) {
    case 'trim':
      return `cut to ${step.start}–${step.end} s`;
    case 'stitch':
      return `joined with ${step.clips.length} more`;
    case 'follow':
      return 'joined to the clip it goes on from';
    case 'loop':
      return 'looped by fading its end into its beginning';
    case 'deflicker':
      return 'deflickered';
    case 'denoise':
      return `denoised by ${percent(step.strength)}`;
    case 'smooth':
      return `smoothed to ${step.fps} fps (${step.method === 'motion' ? 'following motion' : 'blending frames'})`;
    case 'upscale':
      return `enlarged to ${step.resolution}`;
    case 'reframe':
      return `reframed to ${step.ratio} (${step.fill.kind === 'blur' ? 'on a blurred copy' : 'cropped around the subject'})`;
    case 'watermark':
      return step.mark.kind === 'text' ? `watermark "${step.mark.text}"` : 'watermark';
    case 'sound':
      return 'with a sound of your own';
  }
};

const postInWords = (post: readonly PostStep[]): string => post.map(stepInWords).join(', ') || 'nothing';

/** Everything needed to make a clip again, a line for each part. */
export const recipeInWords = (
  { id, recipe }: { readonly id: string; readonly recipe: Recipe },
  warnings: Readonly<Record<Warning['kind'], (warning: Warning) => string>>,
): string => {
  const { order, effectVersion, engine, model, post } = recipe;
  const settings = [
    `motion ${order.motion}`,
    `camera ${order.camera ?? 'the effect’s own'}`,
    `${order.seconds} s`,
    `ratio ${order.ratio}`,
    order.resolution,
    `${order.fps} fps`,
    ...(order.tone === 'none' ? [] : [`tone ${order.tone}`]),
    ...(order.loop ? ['loop'] : []),
  ];
  return [
    `Effect: ${order.effect}, version ${effectVersion}`,
    `Words: ${order.prompt === '' ? 'none' : `"${order.prompt}"`}`,
    `Made by: ${engine}, model ${model}`,
    `Seed: ${order.seed}`,
    `Settings: ${settings.join(', ')}`,
    `After filming: ${postInWords(post)}`,
    ...recipe.warnings.map((warning) => `Note: ${warnings[warning.kind](warning)}`),
    `Use it on another photo: animate, like ${id}`,
  ].join('\n');
};
