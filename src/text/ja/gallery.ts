import type { ClipWords, GalleryWords } from '../gallery-language.ts';

export const gallery: GalleryWords = {
  title: 'ギャラリー',
  lead: 'みんなに公開されたクリップです。開くと作り方がわかり、自分の写真で試せます。',
  order: '並び順',
  orders: { newest: '新着順', best: '人気順' },
  effect: 'エフェクト',
  allEffects: 'すべてのエフェクト',
  show: '表示',
  community: (community) => `${community}のクリップのみ`,
  allCommunities: 'すべてのコミュニティを表示',
  empty: 'まだ何も公開されていません。',
  next: 'もっと見る',
  first: '最初に戻る',
  stop: 'プレビューを止める',
  play: 'プレビューを再生',
  feed: '新しいクリップをフィードで受け取る',
  picture: (effect, prompt) =>
    prompt === '' ? `「${effect}」で作ったクリップ` : `「${effect}」で作ったクリップ：${prompt}`,
};

export const clip: ClipWords = {
  title: (effect) => `「${effect}」で作成`,
  like: 'このレシピを自分の写真に使う',
  download: 'ダウンロード',
  page: 'クリップのページ',
  own: '変更・共有する',
  recipe: '作り方',
  sameEffect: (effect) => `「${effect}」のクリップをもっと見る`,
  sameCommunity: 'このコミュニティのクリップをもっと見る',
  report: {
    title: 'このクリップを報告',
    lead: '公開すべきでないと思ったら、サービスの運営者に知らせてください。内容を読むのは運営者だけです。',
    reason: '何が問題ですか？',
    submit: '報告を送る',
    thanks: 'ありがとうございます。運営者が確認します。',
  },
};
