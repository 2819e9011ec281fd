import type { Warning } from '../../core/engine.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { failures } from './failures.ts';
import { names } from './names.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';
import { words } from './words.ts';

const { number, seconds, duration, percent, dollars, time } = grammar('ja');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : `（上限 ${dollars(budget)}）`);
const credits = (count: number): string => `${number(count)}クレジット`;

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `${what}「${asked}」はここでは使えないため、「${used}」にしました。`;

const visibilities: Translation['visibilities'] = {
  private: '非公開（自分だけが見られます）',
  community: 'このコミュニティに公開',
  public: '全体に公開',
};

const warnings: Translation['warnings'] = {
  ratio: replaced('縦横比'),
  seconds: replaced('長さ'),
  resolution: replaced('解像度'),
  camera: replaced('カメラの動き'),
  seed: () => 'このモデルにはくり返し使えるシードがありません。',
  engine: ({ asked, used }) => `${asked}が使えなかったため、${used}で撮影しました。`,
  prompt: () => 'このモデルではプロンプトを使えません。',
  join: () => '前のクリップが削除されていたため、新しい部分だけになっています。',
  depth: () => '奥行きモデルを使えなかったため、奥行きは推定です。',
  motion: ({ used }) => `画像が幅の${used}動きます。15%を超えると伸びて見えることがあります。`,
};

export const ja: Translation = {
  ...words,
  replies: {
    accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
      `「${called(effect)}」で動かしています（${takes === 1 ? `シード ${seed}` : `シード ${seed} から${takes}テイク`}）。` +
      (most > 0 ? `最大${credits(most)}を使い、残りは${number(left)}です。` : ''),
    already_accepted: ({ effect }) => `すでに「${called(effect)}」で動かしています。`,
    finished: ({ effect, takes, credits: used, left }) =>
      (takes === 1
        ? `「${called(effect)}」のクリップができました`
        : `「${called(effect)}」が${takes}テイクできました。安定した順に並んでいます`) +
      (used > 0 ? `（${credits(used)}を使用${left === undefined ? '' : `、残り${number(left)}`}）。` : '。'),
    failed: ({ failure, facts }) => `${failures[failure](facts)}料金はかかっていません。`,
    cancelled: ({ wasRunning }) =>
      wasRunning
        ? '停止しています。できあがっていない分の料金はかかりません。'
        : 'キャンセルしました。できあがっていない分の料金はかかりません。',
    cancel_too_late: ({ outcome }) =>
      outcome === ''
        ? '間に合いませんでした。クリップはもう送信中です。'
        : '間に合いませんでした。このジョブはもう終わっています。',
    clips: ({ count }) => `最新のクリップ${number(count)}件です。`,
    no_clips: () => 'まだクリップがありません。写真を動かして、最初の1本を作りましょう。',
    clip: ({ effect }) => `「${called(effect)}」で作ったクリップです。`,
    shared: ({ visibility }) => `このクリップの公開範囲：${visibilities[visibility]}。`,
    deleted: ({ clips }) =>
      `${clips === 1 ? 'クリップを削除しました' : `${number(clips)}テイクをすべて削除しました`}。ほかの場所に投稿済みのコピーは残ります。`,
    recipe: ({ clip }) => recipeInWords(clip, warnings),
    rated: ({ liked }) =>
      liked
        ? '「いいね」を記録しました。'
        : '「よくない」を記録しました。「もう一度」で別のクリップを作れます。',
    effects: ({ count }) => `${number(count)}種類のエフェクトから選べます。`,
    queue: ({ count }) => `あなたの未完了のジョブは${number(count)}件です。`,
    queue_empty: () => '待機中や実行中のものはありません。',
    credits: ({ left, daily, refill, pool, costs }) =>
      [
        `残りは${credits(left)}です。${daily > 0 ? `${time(refill)}に${number(daily)}まで補充されます。` : ''}`,
        ...(pool === null
          ? []
          : [
              `このコミュニティの残りは${number(pool.left)}です。${time(refill)}に${number(pool.daily)}まで補充されます。`,
            ]),
        ...(costs.length === 0
          ? []
          : [
              `最近のクリップ：${costs
                .map(({ effect, held, spent }) =>
                  held > 0 ? `${called(effect)} 最大${held}` : `${called(effect)} ${spent}`,
                )
                .join('、')}。`,
            ]),
        'ローカルエンジンのクリップは無料です。',
      ].join('\n'),
    granted: ({ owner, credits: given, left }) =>
      `${owner}に${credits(given)}を渡しました。残りは${number(left)}です。`,
    spending: ({ on, allowed, day, month, budgetDaily, budgetMonthly }) =>
      `有料エンジンは${on ? 'オン' : allowed ? 'オフ' : 'オフ（SPENDING が off のため）'}です。使用済みと予定の合計：` +
      `今日 ${dollars(day)}${of(budgetDaily)}、今月 ${dollars(month)}${of(budgetMonthly)}。`,
    settings: ({ rules }) => rulesInWords(rules),
    help: () =>
      '写真を送ってエフェクトを選ぶか、動かしたいものを「slow zoom」「pan left」のように書いてください。' +
      '短いクリップができます。共有するまで、見られるのはあなただけです。',
  },
  failures,
  warnings,
  advice: {
    small: '写真が小さいため、クリップが少しぼやけるかもしれません。',
    blurred: '写真がぼけています。くっきりした写真のほうがきれいに動きます。',
    flat_contrast: '写真のコントラストが低く、奥行きを読み取りにくくなっています。',
    hard_contrast: '写真のコントラストがとても強めです。',
    clipped: '真っ黒や真っ白の部分が広く、そこは動かせません。',
    cluttered: '写真が込み入っています。背景がすっきりしているほうがきれいに動きます。',
    noisy: '写真にざらつきがあります。軽いノイズ除去がおすすめです。',
    narrow: '写真がとても細長いため、端が切れることがあります。',
  },
  states: {
    queued: '待機中',
    generating: '撮影中',
    finishing: '確認と仕上げ中',
    delivering: '送信中',
    done: '完了',
  },
  visibilities,
  stability: (score) => `安定度 ${percent(score)}`,
  marks: { 'animated-locally': 'ローカルで生成', 'ai-generated': 'AI生成' },
  card: {
    place: (place) => (place === 1 ? '次が順番です' : `${place}番目`),
    ready: (when) => `完成予定 ${when}`,
    seconds,
    seed: (seed) => `シード ${seed}`,
    noSeed: 'シードのくり返しなし',
    took: (time) => `所要時間 ${duration(time)}`,
    licence: (licence) =>
      licenceInWords(licence, {
        yours: 'クリップはあなたのものです',
        terms: (company) => `${company}の規約に従います`,
        model: (free) => `${free} のモデル`,
      }),
    percent,
    number,
  },
  terminal: {
    usage: {
      command: '<コマンド>',
      options: '[オプション]',
      photos: '<写真> [2枚目の写真]',
      more: 'photoplay <コマンド> --help でオプションを表示します。',
    },
    took: (time) => `所要時間 ${seconds(time)}`,
    place: (place) => `${place}番目`,
    about: (time) => `残り約${duration(time)}`,
    note: (text) => `お知らせ：${text}`,
    tip: (text) => `ヒント：${text}`,
    next: (flag) => `続き：${flag}`,
    photos: (count) => `写真${number(count)}枚`,
    done: (done, all) => `写真${all}枚中${done}枚が完了`,
    animated: (done, all) => `写真${all}枚中${done}枚を動かしました。`,
  },
  menus: { animate: 'この写真を動かす' },
  forms: { edit: '編集', prompt: '動かしたいもの' },
  actions: {
    reroll: 'もう一度',
    'reroll-take': '別のテイク',
    remix: 'リミックス',
    edit: '編集',
    extend: '延長',
    refine: '仕上げ',
    recipe: 'レシピ',
    rate: '評価',
    'rate-up': 'いいね',
    'rate-down': 'よくない',
    motion: '動き',
    'motion-less': '動き −',
    'motion-more': '動き +',
    share: '共有',
    'share-private': '非公開にする',
    delete: '削除',
    cancel: 'キャンセル',
    clip: '見る',
    clips: 'もっと見る',
  },
};
