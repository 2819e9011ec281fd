import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { names } from './names.ts';

const { list, number } = grammar('ja');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'すべて' : list(allowed));

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const named = (on: boolean): string =>
    list(
      Object.keys(rules.effects)
        .filter((name) => rules.effects[name] === on)
        .map((name) => effectName({ names }, name)),
    );
  const { choices } = names;
  return [
    'このコミュニティのルール：',
    `新しいクリップ：指定がなければ「${choices[rules.visibility]}」、最大で「${choices[rules.widest]}」`,
    `オフのエフェクト：${named(false) || 'なし'}（キスとハグは許可したときだけ。許可済み：${named(true) || 'まだなし'}）`,
    `モデル：${listed(rules.models)}`,
    `チャンネル：${listed(rules.channels)}`,
    `ロール：${listed(rules.roles)}`,
    `クリックするまで隠す：${rules.cover === 'always' ? 'いつも' : '頼まれたとき'}`,
    `クリップの保存期間：${rules.days === null ? '削除するまで' : `${number(rules.days)}日`}`,
    `1日のクレジット：${rules.credits === null ? '運営者の設定どおり' : number(rules.credits)}`,
  ].join('\n');
};
