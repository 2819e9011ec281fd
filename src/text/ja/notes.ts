import type { Warning } from '../../core/engine.ts';
import type { Language } from '../language.ts';

const replaced =
  (what: string) =>
  ({ asked, used }: Warning): string =>
    `${what}「${asked}」はここでは使えないため、「${used}」にしました。`;

export const visibilities: Language['visibilities'] = {
  private: '非公開（自分だけが見られます）',
  community: 'このコミュニティに公開',
  public: '全体に公開',
};

export const warnings: Language['warnings'] = {
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

export const advice: Language['advice'] = {
  small: '写真が小さいため、クリップが少しぼやけるかもしれません。',
  blurred: '写真がぼけています。くっきりした写真のほうがきれいに動きます。',
  flat_contrast: '写真のコントラストが低く、奥行きを読み取りにくくなっています。',
  hard_contrast: '写真のコントラストがとても強めです。',
  clipped: '真っ黒や真っ白の部分が広く、そこは動かせません。',
  cluttered: '写真が込み入っています。背景がすっきりしているほうがきれいに動きます。',
  noisy: '写真にざらつきがあります。軽いノイズ除去がおすすめです。',
  narrow: '写真がとても細長いため、端が切れることがあります。',
};
