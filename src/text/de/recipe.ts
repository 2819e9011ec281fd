import type { Warning } from '../../core/engine.ts';
import type { PostStep } from '../../core/post.ts';
import type { Recipe } from '../../core/recipe.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { percent, seconds, list, number } = grammar('de');

const stepInWords = (step: PostStep): string => {
  switch (step.kind) {
    case 'trim':
      return `auf ${number(step.start, 1)}–${number(step.end, 1)} s geschnitten`;
    case 'stitch':
      return `mit ${step.clips.length} weiteren verbunden`;
    case 'follow':
      return 'an den vorigen Clip angefügt';
    case 'loop':
      return 'zur Schleife überblendet';
    case 'deflicker':
      return 'Flackern beruhigt';
    case 'denoise':
      return `um ${percent(step.strength)} entrauscht`;
    case 'smooth':
      return `auf ${step.fps} fps geglättet (${step.method === 'motion' ? 'folgt der Bewegung' : 'überblendet Bilder'})`;
    case 'upscale':
      return `auf ${step.resolution} vergrößert`;
    case 'reframe':
      return `ins Format ${step.ratio} gesetzt (${step.fill.kind === 'blur' ? 'auf unscharfer Kopie' : 'Ausschnitt ums Motiv'})`;
    case 'watermark':
      return step.mark.kind === 'text' ? `Wasserzeichen „${step.mark.text}“` : 'Wasserzeichen';
    case 'sound':
      return 'mit eigenem Ton';
  }
};

/** Everything needed to make a clip again, a line for each part. */
export const recipeInWords = (
  { id, recipe }: { readonly id: string; readonly recipe: Recipe },
  warnings: Readonly<Record<Warning['kind'], (warning: Warning) => string>>,
): string => {
  const { order, effectVersion, engine, model, post } = recipe;
  const { choices } = names;
  const settings = [
    `Bewegung ${choices[order.motion]}`,
    `Kamera ${order.camera === null ? 'wie der Effekt' : choices[order.camera]}`,
    seconds(order.seconds),
    `Seitenverhältnis ${choices[order.ratio]}`,
    order.resolution,
    `${order.fps} fps`,
    ...(order.tone === 'none' ? [] : [`Tönung ${choices[order.tone]}`]),
    ...(order.loop ? ['Schleife'] : []),
  ];
  return [
    `Effekt: ${effectName({ names }, order.effect)}, Version ${effectVersion}`,
    `Worte: ${order.prompt === '' ? 'keine' : `„${order.prompt}“`}`,
    `Gemacht von: ${engine}, Modell ${model}`,
    `Seed: ${order.seed}`,
    `Einstellungen: ${settings.join(', ')}`,
    `Nach dem Filmen: ${list(post.map(stepInWords)) || 'nichts'}`,
    ...recipe.warnings.map((warning) => `Hinweis: ${warnings[warning.kind](warning)}`),
    `Für ein anderes Foto: animate, like ${id}`,
  ].join('\n');
};
