import type { Warning } from '../../core/engine.ts';
import type { PostStep } from '../../core/post.ts';
import type { Recipe } from '../../core/recipe.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { percent, seconds, list, number } = grammar('es');

const stepInWords = (step: PostStep): string => {
  switch (step.kind) {
    case 'trim':
      return `recortado a ${number(step.start, 1)}–${number(step.end, 1)} s`;
    case 'stitch':
      return `unido con ${step.clips.length} más`;
    case 'follow':
      return 'unido al clip anterior';
    case 'loop':
      return 'en bucle, fundiendo el final con el principio';
    case 'deflicker':
      return 'sin parpadeo';
    case 'denoise':
      return `ruido reducido un ${percent(step.strength)}`;
    case 'smooth':
      return `suavizado a ${step.fps} fps (${step.method === 'motion' ? 'siguiendo el movimiento' : 'mezclando fotogramas'})`;
    case 'upscale':
      return `ampliado a ${step.resolution}`;
    case 'reframe':
      return `reencuadrado a ${step.ratio} (${step.fill.kind === 'blur' ? 'sobre una copia difuminada' : 'recortado alrededor del sujeto'})`;
    case 'watermark':
      return step.mark.kind === 'text' ? `marca de agua «${step.mark.text}»` : 'marca de agua';
    case 'sound':
      return 'con sonido propio';
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
    `movimiento ${choices[order.motion]}`,
    `cámara ${order.camera === null ? 'la del efecto' : choices[order.camera]}`,
    seconds(order.seconds),
    `proporción ${choices[order.ratio]}`,
    order.resolution,
    `${order.fps} fps`,
    ...(order.tone === 'none' ? [] : [`tono ${choices[order.tone]}`]),
    ...(order.loop ? ['bucle'] : []),
  ];
  return [
    `Efecto: ${effectName({ names }, order.effect)}, versión ${effectVersion}`,
    `Texto: ${order.prompt === '' ? 'ninguno' : `«${order.prompt}»`}`,
    `Hecho por: ${engine}, modelo ${model}`,
    `Semilla: ${order.seed}`,
    `Ajustes: ${settings.join(', ')}`,
    `Tras filmar: ${list(post.map(stepInWords)) || 'nada'}`,
    ...recipe.warnings.map((warning) => `Nota: ${warnings[warning.kind](warning)}`),
    `Para usarla en otra foto: animate, like ${id}`,
  ].join('\n');
};
