import type { Warning } from '../../core/engine.ts';
import type { PostStep } from '../../core/post.ts';
import type { Recipe } from '../../core/recipe.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { percent, seconds, list, number } = grammar('pt-BR');

const stepInWords = (step: PostStep): string => {
  switch (step.kind) {
    case 'trim':
      return `cortado em ${number(step.start, 1)}–${number(step.end, 1)} s`;
    case 'stitch':
      return `unido com mais ${step.clips.length}`;
    case 'follow':
      return 'unido ao clipe anterior';
    case 'loop':
      return 'em loop, fundindo o fim com o começo';
    case 'deflicker':
      return 'sem cintilação';
    case 'denoise':
      return `ruído reduzido em ${percent(step.strength)}`;
    case 'smooth':
      return `suavizado para ${step.fps} fps (${step.method === 'motion' ? 'seguindo o movimento' : 'misturando quadros'})`;
    case 'upscale':
      return `ampliado para ${step.resolution}`;
    case 'reframe':
      return `reenquadrado para ${step.ratio} (${step.fill.kind === 'blur' ? 'sobre uma cópia desfocada' : 'recortado em volta do assunto'})`;
    case 'watermark':
      return step.mark.kind === 'text' ? `marca-d’água “${step.mark.text}”` : 'marca-d’água';
    case 'sound':
      return 'com som próprio';
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
    `movimento ${choices[order.motion]}`,
    `câmera ${order.camera === null ? 'do efeito' : choices[order.camera]}`,
    seconds(order.seconds),
    `proporção ${choices[order.ratio]}`,
    order.resolution,
    `${order.fps} fps`,
    ...(order.tone === 'none' ? [] : [`tom ${choices[order.tone]}`]),
    ...(order.loop ? ['loop'] : []),
  ];
  return [
    `Efeito: ${effectName({ names }, order.effect)}, versão ${effectVersion}`,
    `Texto: ${order.prompt === '' ? 'nenhum' : `“${order.prompt}”`}`,
    `Feito por: ${engine}, modelo ${model}`,
    `Seed: ${order.seed}`,
    `Ajustes: ${settings.join(', ')}`,
    `Depois de filmar: ${list(post.map(stepInWords)) || 'nada'}`,
    ...recipe.warnings.map((warning) => `Nota: ${warnings[warning.kind](warning)}`),
    `Para usar em outra foto: animate, like ${id}`,
  ].join('\n');
};
