import type { Warning } from '../../core/engine.ts';
import type { PostStep } from '../../core/post.ts';
import type { Recipe } from '../../core/recipe.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { percent, seconds, list, number } = grammar('ja');

const stepInWords = (step: PostStep): string => {
  switch (step.kind) {
    case 'trim':
      return `${number(step.start, 1)}〜${number(step.end, 1)}秒を切り出し`;
    case 'stitch':
      return `ほか${step.clips.length}本とつなぎ合わせ`;
    case 'follow':
      return '前のクリップにつなぎ合わせ';
    case 'loop':
      return '終わりを始まりに重ねてループ';
    case 'deflicker':
      return 'ちらつきを軽減';
    case 'denoise':
      return `ノイズを${percent(step.strength)}除去`;
    case 'smooth':
      return `${step.fps} fpsになめらか化（${step.method === 'motion' ? '動きに追従' : 'フレームを合成'}）`;
    case 'upscale':
      return `${step.resolution}に拡大`;
    case 'reframe':
      return `${step.ratio}に変更（${step.fill.kind === 'blur' ? 'ぼかした背景に重ねる' : '被写体のまわりを切り抜く'}）`;
    case 'watermark':
      return step.mark.kind === 'text' ? `透かし「${step.mark.text}」` : '透かし';
    case 'sound':
      return '自分の音声つき';
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
    `動き ${choices[order.motion]}`,
    `カメラ ${order.camera === null ? 'エフェクトのまま' : choices[order.camera]}`,
    seconds(order.seconds),
    `縦横比 ${choices[order.ratio]}`,
    order.resolution,
    `${order.fps} fps`,
    ...(order.tone === 'none' ? [] : [`色調 ${choices[order.tone]}`]),
    ...(order.loop ? ['ループ'] : []),
  ];
  return [
    `エフェクト：${effectName({ names }, order.effect)}（バージョン ${effectVersion}）`,
    `プロンプト：${order.prompt === '' ? 'なし' : `「${order.prompt}」`}`,
    `作成：${engine}、モデル ${model}`,
    `シード：${order.seed}`,
    `設定：${settings.join('、')}`,
    `撮影後：${list(post.map(stepInWords)) || 'なし'}`,
    ...recipe.warnings.map((warning) => `お知らせ：${warnings[warning.kind](warning)}`),
    `別の写真に使うには：animate の like に ${id}`,
  ].join('\n');
};
