import type { Rules } from '../../core/rules.ts';
import { grammar } from '../grammar.ts';
import { effectName } from '../language.ts';
import { allowances, effectsOff } from '../rules.ts';
import { names } from './names.ts';

const { list, number } = grammar('ja');

const listed = (allowed: readonly string[]): string => (allowed.length === 0 ? 'すべて' : list(allowed));

const called = (effect: string): string => effectName({ names }, effect);
const adults: Readonly<Record<string, string>> = { prompts: 'プロンプト', everything: 'すべて' };

/** What a community allows, a line for each rule. */
export const rulesInWords = (rules: Rules): string => {
  const off = list(effectsOff(rules).map(called));
  const { choices } = names;
  return [
    'このコミュニティのルール：',
    `新しいクリップ：指定がなければ「${choices[rules.visibility]}」、最大で「${choices[rules.widest]}」`,
    `エフェクト：${off === '' ? 'すべて' : `${off}以外すべて`}`,
    `モデル：${listed(rules.models)}`,
    `チャンネル：${listed(rules.channels)}`,
    `ロール：${listed(rules.roles)}`,
    `クリックするまで隠す：${rules.cover === 'always' ? 'いつも' : '頼まれたとき'}`,
    `クリップの保存期間：${rules.days === null ? '削除するまで' : `${number(rules.days)}日`}`,
    `1日のクレジット：${rules.credits === null ? '運営者の設定どおり' : number(rules.credits)}`,
    `始める前の確認：${rules.askAbove === null ? 'なし' : `${number(rules.askAbove)}クレジットを超えるとき`}`,
    `メンバーごとの1日のクレジット：${list(allowances(rules, '全員', number)) || '運営者の設定どおり'}`,
    `始める前の確認: ${rules.askAbove === null ? 'なし' : `${rules.askAbove} クレジットを超えるもの`}`,
    `年齢制限チャンネルだけ：${list(rules.adultsOnly.map((name) => adults[name] ?? called(name))) || 'なし'}`,
  ].join('\n');
};
