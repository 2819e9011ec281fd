import type { Clip } from '../core/clip.ts';
import type { PostStep } from '../core/post-steps.ts';
import { amountsIn } from './amounts.ts';
import type { Messages } from './messages.ts';
import { choiceName, effectName } from './names.ts';
import { warningText } from './warning-text.ts';

const stepText = (messages: Messages, step: PostStep): string => {
  const { format, locale } = messages;
  const { number } = amountsIn(locale);
  switch (step.kind) {
    case 'trim':
      return format('recipe.step.trim', { start: number(step.start, 1), end: number(step.end, 1) });
    case 'stitch':
      return format(step.fade === 0 ? 'recipe.step.stitch.cut' : 'recipe.step.stitch', {
        count: step.clips.length,
      });
    case 'sound':
      return format(step.repeats ? 'recipe.step.sound.repeats' : 'recipe.step.sound');
    case 'beside':
      return format('recipe.step.beside', { count: step.clips.length });
    case 'denoise':
    case 'swell':
      return format(`recipe.step.${step.kind}`, { strength: step.strength });
    case 'smooth': {
      const fps = String(step.fps);
      return step.method === 'motion'
        ? format('recipe.step.smooth.motion', { fps })
        : format('recipe.step.smooth', { fps });
    }
    case 'speed':
      return format(step.ease === 'linear' ? 'recipe.step.speed' : 'recipe.step.speed.eased', {
        factor: number(step.factor, 2),
        ease: choiceName(messages, step.ease),
      });
    case 'grade':
      return format('recipe.step.grade', {
        look: choiceName(messages, step.look),
        strength: step.strength,
      });
    case 'title':
    case 'caption':
      return format(`recipe.step.${step.kind}`, { text: step.text });
    case 'upscale':
      return format('recipe.step.upscale', { resolution: step.resolution });
    case 'reframe':
      return format(step.fill.kind === 'blur' ? 'recipe.step.reframe.blur' : 'recipe.step.reframe.crop', {
        ratio: step.ratio,
      });
    case 'watermark':
      return step.mark.kind === 'picture'
        ? format('recipe.step.watermark')
        : format(`recipe.step.watermark.${step.mark.kind}`, { text: step.mark.text });
    default:
      return format(`recipe.step.${step.kind}`);
  }
};

const settingsText = (messages: Messages, { recipe: { order } }: Pick<Clip, 'recipe'>): string => {
  const { format, locale } = messages;
  const { duration, list } = amountsIn(locale);
  const named = (choice: string): string => choiceName(messages, choice);
  return list([
    format('recipe.setting.motion', { motion: named(order.motion) }),
    order.camera === null
      ? format('recipe.setting.camera.own')
      : format('recipe.setting.camera', { camera: named(order.camera) }),
    duration(order.seconds),
    format('recipe.setting.ratio', { ratio: order.ratio, name: named(order.ratio) }),
    order.resolution,
    format('recipe.setting.fps', { fps: String(order.fps) }),
    ...(order.tone === 'none' ? [] : [format('recipe.setting.tone', { tone: named(order.tone) })]),
    ...(order.effect === 'old-photo'
      ? [format('recipe.setting.repair', { repair: named(order.repair ?? 'off') })]
      : []),
    ...(order.fixes === undefined
      ? []
      : [format('recipe.setting.fixes', { fixes: list(order.fixes.map(named)) })]),
    ...(order.loop ? [format('recipe.setting.loop')] : []),
  ]);
};

/** The parts of a recipe, one line each. */
export const recipeLines = (messages: Messages, clip: Pick<Clip, 'recipe'>): readonly string[] => {
  const { format, locale } = messages;
  const { order, effectVersion, engine, model, post, warnings } = clip.recipe;
  const steps = post.map((step) => stepText(messages, step));
  return [
    format('recipe.effect', { effect: effectName(messages, order.effect), version: String(effectVersion) }),
    order.prompt === '' ? format('recipe.prompt.none') : format('recipe.prompt', { prompt: order.prompt }),
    engine === 'local' ? format('recipe.made.local') : format('recipe.made', { engine, model }),
    format('recipe.seed', { seed: String(order.seed) }),
    format('recipe.settings', { settings: settingsText(messages, clip) }),
    format('recipe.after', {
      steps: steps.length === 0 ? format('recipe.after.nothing') : amountsIn(locale).list(steps),
    }),
    ...warnings.map((warning) => format('recipe.note', { note: warningText(messages, warning) })),
  ];
};

/** Everything needed to make a clip again, one line per part. */
export const recipeText = (messages: Messages, clip: Pick<Clip, 'id' | 'recipe'>): string =>
  [...recipeLines(messages, clip), messages.format('recipe.again', { id: clip.id })].join('\n');
