import { grammar } from '../grammar.ts';
import { licenceInWords } from '../licence.ts';
import type { Translation } from '../translation.ts';
import { chat } from './chat.ts';
import { failures } from './failures.ts';
import { advice, visibilities, warnings } from './notes.ts';
import { replies } from './replies.ts';
import { web } from './web.ts';
import { words } from './words.ts';

const { number, seconds, duration, percent } = grammar('ja');

const credits = (count: number): string => `${number(count)}クレジット`;

export const ja: Translation = {
  ...words,
  replies,
  failures,
  warnings,
  advice,
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
    paused: '運営者が一時停止中です。再開されると続きます',
    place: (place) => (place === 1 ? '次が順番です' : `${place}番目`),
    ready: (when) => `完成予定 ${when}`,
    seconds,
    seed: (seed) => `シード ${seed}`,
    noSeed: 'シードのくり返しなし',
    here: 'このマシンで撮影',
    goesTo: (whom) => `写真は${whom}に送られます`,
    price: (most) => `最大${credits(most)}`,
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
  chat,
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
    delete: '完全に削除',
    'delete-ask': '削除',
    'delete-keep': '残す',
    confirm: 'はい',
    'confirm-draft': 'まず下書き',
    'confirm-draft-hidden': 'まず下書き',
    'confirm-no': 'いいえ',
    retry: 'もう一度試す',
    'retry-other': '別のモデル',
    'retry-local': '無料でここで撮影',
    cancel: 'キャンセル',
    clip: '見る',
    clips: 'もっと見る',
  },
  web,
};
