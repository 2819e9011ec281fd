import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { failures, takedowns } from './failures.ts';
import { names } from './names.ts';
import { visibilities, warnings } from './notes.ts';
import { recipeInWords } from './recipe.ts';
import { rulesInWords } from './rules.ts';

const { number, dollars, time, list } = grammar('ja');

const called = (effect: string): string => effectName({ names }, effect);
const of = (budget: number | null): string => (budget === null ? '' : `（上限 ${dollars(budget)}）`);
const credits = (count: number): string => `${number(count)}クレジット`;

export const replies: Language['replies'] = {
  accepted: ({ effect, seed, takes, credits: most = 0, left = 0 }) =>
    `「${called(effect)}」で動かしています（${takes === 1 ? `シード ${seed}` : `シード ${seed} から${takes}テイク`}）。` +
    (most > 0 ? `最大${credits(most)}を使い、残りは${number(left)}です。` : ''),
  consent_asked: ({ effect, credits: most }) =>
    `「${called(effect)}」のクリップでは、本人が見せたくないかもしれない場面が映ります。写っている全員が同意していますか？` +
    (most > 0 ? `最大${credits(most)}かかります。` : ''),
  price_asked: ({ credits: most, left, draft }) =>
    `残り${credits(left)}のうち、最大${number(most)}かかります。始めますか？` +
    (draft === null
      ? ''
      : `先に下書きを作る場合は${draft === 0 ? '無料です' : `${number(draft)}かかります`}。`),
  not_started: () => '何も作っておらず、料金もかかっていません。',
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
  waited: ({ clips, failures: failed }) =>
    [
      ...(clips === 0
        ? []
        : [
            `クリップが${clips === 1 ? '' : `${number(clips)}本`}できました。お届けできなかったため、ここで保管していました。`,
          ]),
      ...failed.map(
        ({ kind, facts }) =>
          `クリップを1本作れませんでした。${failures[kind](facts)}料金はかかっていません。`,
      ),
    ].join('\n'),
  clips: ({ count }) => `最新のクリップ${number(count)}件です。`,
  no_clips: () => 'まだクリップがありません。写真を動かして、最初の1本を作りましょう。',
  clip: ({ effect }) => `「${called(effect)}」で作ったクリップです。`,
  shared: ({ visibility }) => `このクリップの公開範囲：${visibilities[visibility]}。`,
  deleted: ({ clips }) =>
    `${clips === 1 ? 'クリップを削除しました' : `${number(clips)}テイクをすべて削除しました`}。ほかの場所に投稿済みのコピーは残ります。`,
  delete_asked: ({ clips }) =>
    `${clips === 1 ? 'このクリップ' : `${number(clips)}テイクすべて`}を完全に削除しますか？元には戻せません。`,
  not_deleted: ({ clips }) =>
    clips === 1 ? 'クリップは残っています。' : `${number(clips)}テイクすべて残っています。`,
  recipe: ({ clip }) => recipeInWords(clip, warnings),
  rated: ({ liked }) =>
    liked
      ? '「いいね」を記録しました。'
      : '「よくない」を記録しました。「もう一度」で別のクリップを作れます。',
  effects: ({ count }) => `${number(count)}種類のエフェクトから選べます。`,
  queue: ({ count }) => `あなたの未完了のジョブは${number(count)}件です。`,
  queue_empty: () => '待機中や実行中のものはありません。',
  credits: ({ left, daily, refill, pool, role, costs }) =>
    [
      `残りは${credits(left)}です。${daily > 0 ? `${time(refill)}に${number(daily)}まで補充されます。` : ''}`,
      ...(pool === null
        ? []
        : [
            `このコミュニティの残りは${number(pool.left)}です。${time(refill)}に${number(pool.daily)}まで補充されます。`,
          ]),
      ...(role === null
        ? []
        : [
            `このコミュニティでは、あなたのロールで1日${number(role.daily)}のうち残り${number(role.left)}を使えます。${time(refill)}に元へ戻ります。`,
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
  paused: ({ names: paused }) =>
    paused.length === 0
      ? '一時停止中のものはありません。'
      : `再開するまで一時停止します：${list(paused.map((name) => (name === 'everything' ? 'すべて' : name)))}。始まっているものは最後まで続けます。`,
  retried: ({ job, owner, repeated }) =>
    repeated
      ? `このジョブは前に${job}として作り直しています。`
      : `${owner}のために${job}として作り直しています。成功したときだけ料金がかかります。`,
  refunded: ({ owner, credits: given, left }) =>
    `${owner}に${credits(given)}を返しました。残りは${number(left)}です。`,
  dismissed: ({ reports }) =>
    reports === 0
      ? 'このクリップに未対応の報告はありませんでした。'
      : `報告を${number(reports)}件閉じました。`,
  took_down: ({ effect, clips, told }) =>
    `「${called(effect)}」の${clips === 1 ? 'クリップ' : `${number(clips)}テイクすべて`}とファイルを削除しました。` +
    (told ? '持ち主には理由を伝えました。' : '持ち主が探したときに理由を表示します。') +
    'ほかの場所に投稿済みのコピーは残ります。',
  taken_down: ({ effect, reason }) =>
    `このサービスの運営者が、あなたの「${called(effect)}」のクリップを削除しました。${takedowns[reason]}`,
  settings: ({ rules }) => rulesInWords(rules),
  help: () =>
    '写真を送ってエフェクトを選ぶか、動かしたいものを「slow zoom」「pan left」のように書いてください。' +
    '短いクリップができます。ほかの人がいる場所では、非公開を選ばないかぎり、その人たちにも見えます。',
};
