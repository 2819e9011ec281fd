import type { Facts } from '../../core/failure.ts';
import type { TakedownReason } from '../../core/takedown.ts';
import { grammar } from '../grammar.ts';
import { effectName, type Language } from '../language.ts';
import { names } from './names.ts';
import { webFailures } from './web-failures.ts';

const { number, time } = grammar('ja');

const hint = (word: string | number | undefined): string =>
  word === undefined || word === '' ? '' : `「${word}」のことですか？`;

const localGoesOn = 'ローカルエンジンは無料で、いつもどおり使えます。';

const amount = (fact: string | number | undefined, otherwise: string): string =>
  typeof fact === 'number' ? number(fact, 1) : (fact ?? otherwise);

const things: Readonly<Record<string, string>> = {
  photo: '写真',
  depth: '奥行きマップ',
  logo: 'ロゴ',
  sound: '音声',
};
const thing = ({ role }: Facts): string => things[String(role ?? 'photo')] ?? String(role);
const called = (effect: string | number | undefined): string =>
  effect === undefined ? '' : `「${effectName({ names }, String(effect))}」`;
const open: Readonly<Record<string, string>> = {
  private: '非公開',
  community: 'コミュニティに公開',
  public: '全体に公開',
};

/** Why an operator has removed a clip. */
export const takedowns: Readonly<Record<TakedownReason, string>> = {
  consent: '写っている人の同意がないためです。',
  minor: '未成年の人が写っているためです。',
  sexual: '性的な内容はここでは作れません。',
  copyright: '写真または音声がほかの人のものだからです。',
  rules: 'このサービスのルールに反しているためです。',
};

/** What happened, and what to do next. Whether anything was charged is said beside it. */
export const failures: Language['failures'] = {
  auth: () => 'プロバイダーがキーを受け付けませんでした。運営者による確認が必要です。',
  billing: () => 'プロバイダーの残高がなくなりました。運営者によるチャージが必要です。',
  rate_limited: () => 'プロバイダーが混み合っています。数分後にもう一度お試しください。',
  invalid_input: () => 'この設定の組み合わせでは撮影できません。どれかを変えてお試しください。',
  content_blocked: () =>
    'コンテンツの規則により、この写真またはプロンプトは使えませんでした。別のものでお試しください。',
  model_failed: () => 'この写真はうまく動かせませんでした。もう一度試すか、別のモデルを使ってください。',
  timeout: () => '時間がかかりすぎたため停止しました。秒数を減らすか、サイズを小さくしてください。',
  expired: ({ file }) =>
    file === 'clip'
      ? 'クリップの受け取り期限が過ぎ、もう保存されていません。もう一度作ってください。'
      : `${things[String(file ?? 'photo')] ?? file}はもう保存されていません。もう一度送ってください。`,
  unavailable: ({ name = 'engine' }) =>
    `${name === 'engine' ? 'エンジン' : name}は今このサービスでは使えません。`,
  bad_output: () => '再生できないデータが返ってきました。もう一度お試しください。',
  unknown_outcome: () => 'プロバイダーから結果が届かなかったため中止しました。二重には実行していません。',

  photo_missing: (facts) =>
    `${thing(facts)}が見つかりません${facts['name'] === undefined ? '' : `（${facts['name']}）`}。パスを確認してください。`,
  photo_is_folder: ({ name }) => `${name ?? 'それ'}はフォルダーです。中のファイルを指定してください。`,
  photo_empty: (facts) => `${thing(facts)}のファイルが空です。書き出すか送り直してください。`,
  photo_not_image: ({ role }) =>
    role === 'depth'
      ? '奥行きマップが画像ではありません。近いところが明るいグレーのPNGを送ってください。'
      : 'このファイルは写真ではありません。JPEG、PNG、WebP、GIF、AVIFのどれかを送ってください。',
  photo_type_unsupported: ({ role, type }) =>
    role === 'depth'
      ? `${type ?? 'この形式'}は奥行きマップとして読めません。グレーのPNGを送ってください。`
      : `${type ?? 'この形式'}は動かせません。JPEG、PNG、WebP、GIF、AVIFのどれかを送ってください。`,
  photo_heic: ({ role }) =>
    role === 'depth'
      ? 'HEICは奥行きマップとして読めません。グレーのPNGを送ってください。'
      : 'HEICの写真はここでは読めません。JPEGで保存してください（iPhoneでは「互換性優先」で共有）。',
  photo_damaged: (facts) =>
    `${thing(facts)}が壊れているか、途中で切れています。書き出すか送り直してください。`,
  photo_too_heavy: ({ megabytes, limit = 20, ...facts }) =>
    `${thing(facts)}が大きすぎます（${amount(megabytes, '?')} MB）。${amount(limit, '')} MBまで使えます。小さく保存してください。`,
  photo_too_many_pixels: ({ limit = 50, ...facts }) =>
    `${thing(facts)}の画素数が多すぎます。${amount(limit, '')}メガピクセルまで使えます。小さくしてください。`,
  photo_too_small: (facts) => `${thing(facts)}が小さすぎます。縦横とも16ピクセル以上が必要です。`,
  photo_too_slow: ({ role }) =>
    role === 'depth'
      ? '奥行きマップを開くのに時間がかかりすぎました。普通のグレーのPNGで保存し直してください。'
      : '写真を開くのに時間がかかりすぎました。普通のJPEGで保存し直してください。',
  faces_missing: ({ found }) =>
    `写真1枚で作れるのは、正面を向いた顔が2つ写っているときだけです（見つかった顔：${amount(found, '不足')}）。1人ずつ、2枚の写真を送ってください。`,

  sound_missing: ({ name }) =>
    `音声が見つかりません${name === undefined ? '' : `（${name}）`}。パスを確認してください。`,
  sound_is_folder: ({ name }) => `${name ?? 'それ'}はフォルダーです。中の音声を指定してください。`,
  sound_empty: () => '音声ファイルが空です。書き出すか送り直してください。',
  sound_not_audio: () =>
    'このファイルに音声がありません。MP3、M4A、AAC、WAV、FLAC、OGGのどれかを送ってください。',
  sound_damaged: () => '音声が壊れているか、途中で切れています。書き出すか送り直してください。',
  sound_too_heavy: ({ megabytes, limit = 50 }) =>
    `音声が大きすぎます（${amount(megabytes, '?')} MB）。${amount(limit, '')} MBまで使えます。短くしてください。`,
  sound_too_long: ({ minutes, limit = 15 }) =>
    `音声が長すぎます（${amount(minutes, '?')}分）。${amount(limit, '')}分まで使えます。短くしてください。`,
  sound_too_short: () => 'この音声からはほとんど何も聞こえません。もっと長いものを送ってください。',

  unknown_command: ({ value, nearest }) => `「${value ?? ''}」というコマンドはありません。${hint(nearest)}`,
  unknown_option: ({ option, nearest }) =>
    `「${option ?? ''}」というオプションはありません。${hint(nearest)}`,
  unknown_choice: ({ option, value, nearest, choices }) =>
    `「${value ?? ''}」は${option ?? 'このオプション'}に使えません。${hint(nearest)}次から選んでください：${choices ?? ''}。`,
  missing_option: ({ option, flag }) =>
    flag === undefined ? `${option ?? 'オプション'}がありません。` : `${flag} の値がありません。`,
  bad_number: ({ option, minimum, maximum }) =>
    `${option ?? '値'}は${minimum ?? ''}から${maximum ?? ''}までの数にしてください。`,
  bad_text: ({ option, maximum }) =>
    `${option ?? 'テキスト'}が長すぎます。${amount(maximum, '')}文字まで使えます。`,
  wrong_photo_count: ({ given = 0, needed, fewest, effect }) => {
    const fewer = fewest === 1 && needed !== 1 ? '、または2人が写った写真1枚' : '';
    return `${called(effect) || 'これ'}には写真${needed ?? ''}枚${fewer}が必要です（受け取った写真：${given}枚）。`;
  },
  too_much_motion: ({ percent, limit = 20 }) =>
    `これでは画像が幅の${percent ?? '?'}%動いてしまいます。自然に見えるのは${limit}%までです。動きを小さくしてください。`,
  too_long: ({ seconds, limit = 60 }) =>
    `これではクリップが${amount(seconds, '?')}秒になります。最長は${limit}秒です。短いクリップを延長してください。`,
  not_refinable: () =>
    'このクリップは下書きではないため、仕上げるものがありません。もう一度作るか、編集してください。',
  not_failed: () =>
    'このジョブは失敗していないため、やり直すものがありません。代わりにクリップを「もう一度」で作り直してください。',
  taken_down: ({ reason }) =>
    `このサービスの運営者がこのクリップを削除しました。${takedowns[reason as TakedownReason] ?? takedowns.rules}`,
  nothing_to_refund: () =>
    'このジョブで返せるものはありません。無料だったか、まだ終わっていないか、すでに返しています。',
  not_extendable: ({ effect }) =>
    `${called(effect) || 'この種類'}のクリップは写真が2枚必要なため、延長できません。写真1枚のクリップを延長してください。`,

  ...webFailures,

  not_found: () => 'それはもうここにはありません。',
  not_allowed: () => 'これができるのは持ち主だけです。',
  not_manager: () => 'これができるのは、このコミュニティの管理者だけです。',
  no_community: () => '設定はサーバーやグループごとのものです。そちらで使ってください。',
  effect_off: ({ effect }) =>
    `エフェクト${called(effect)}はこのコミュニティではオフです。管理者が「settings」でオンにできます。`,
  model_off: ({ model }) =>
    `モデル ${model ?? ''} はこのコミュニティでは使えません。別のモデルを選んでください。`,
  channel_closed: () =>
    'このチャンネルではクリップを作れません。作れる場所はコミュニティの管理者が決めています。',
  role_missing: () =>
    'このコミュニティでクリップを作れるのは特定のロールだけで、あなたはどれも持っていません。',
  too_open: ({ asked, widest }) =>
    `このコミュニティではクリップを${open[String(asked)] ?? 'そこまで広い公開範囲'}にできません。最大で「${open[String(widest)] ?? widest ?? ''}」です。`,
  adults_only: ({ what }) =>
    what === 'everything'
      ? 'このコミュニティでは、年齢制限チャンネルでだけクリップを作れます。'
      : `${what === 'prompts' ? '自分の言葉を使ったクリップ' : `${called(what) || 'それ'}`}は、このコミュニティでは年齢制限チャンネルでだけ使えます。`,
  never_public: () =>
    '年齢制限チャンネルで作ったものは全体に公開できません。コミュニティまでにするか、非公開にしてください。',
  cancelled: () => 'キャンセルしました。',
  no_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `最大${amount(needed, '')}クレジットかかりますが、残りは${amount(left, '')}です。` +
    (Number(daily) < Number(needed)
      ? `秒数やテイクを減らすか、運営者にクレジットを頼んでください。${localGoesOn}`
      : `${time(resets)}に${amount(daily, '')}まで補充されます。${localGoesOn}`),
  no_community_credits: ({ needed = 0, left = 0, daily, resets }) =>
    `最大${amount(needed, '')}クレジットかかりますが、このコミュニティの残りは${amount(left, '')}です。` +
    `${time(resets)}に${amount(daily, '')}まで補充されます。${localGoesOn}`,
  no_role_credits: ({ needed = 0, left = 0, daily = 0, resets }) =>
    `最大${amount(needed, '')}クレジットかかりますが、このコミュニティではあなたのロールで1日${amount(daily, '')}のうち残り${amount(left, '')}です。` +
    `${time(resets)}に元へ戻ります。${localGoesOn}`,
  budget_spent: ({ period, resets }) =>
    `このサービスは${period === 'month' ? '今月' : '今日'}の予算を使い切ったため、何も始めていません。` +
    `有料エンジンは${time(resets)}に再開します。${localGoesOn}`,
  spending_off: () => `運営者が有料エンジンを一時的に止めています。${localGoesOn}`,
  disk_full: () => 'ディスクがいっぱいです。空きを作ってからもう一度お試しください。',
  output_unwritable: ({ path }) =>
    `${path ?? 'その場所'}にクリップを書き込めません。別の --out を指定してください。できたクリップは「photoplay clips」で見られます。`,
  data_folder_busy: ({ folder }) =>
    `別のPhotoplayがデータフォルダー ${folder ?? ''} を使っています。それを止めるか、DATA_DIR を変えてください。`,
  service_gone: () => 'サービスが停止しました。頼んだことは次の起動時に続きます。',
  bad_setting: ({ name, rule }) =>
    `設定 ${name ?? ''} が正しくありません${rule === undefined ? '' : `（${rule}）`}。`,
  encoder_missing: () =>
    '動画エンコーダーが見つかりません。ffmpegを入れるか、「npm install」をもう一度実行してnode-avを入れてください。',
  encoder_failed: () => 'クリップができる前に動画エンコーダーが止まりました。もう一度お試しください。',
  queue_down: () => 'キューが応答しません。RedisまたはPostgresが動いているか確認してください。',
  store_down: () => 'データベースが応答しません。DATABASE_URL と、動いているかを確認してください。',
  port_taken: ({ port }) =>
    `ポート ${port ?? ''} は使用中です。ほかのプログラムを止めるか、PORT を変えてください。`,
  poison: () => 'このジョブは何度もワーカーを止めたため、中止しました。',
  internal: () => 'こちら側で問題が起きました。LOG_LEVEL=error で詳細がわかります。',
};
