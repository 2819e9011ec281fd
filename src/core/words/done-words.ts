import type { Recipe } from '../clip.ts';
import type { Warning } from '../engine.ts';

/** Joins wishes into one line, each in quotes. */
export const quoteWords = (wishes: readonly string[]): string => wishes.map((wish) => `‘${wish}’`).join(', ');

/** The wishes of such a line, which may be cut short. */
export const quotedWords = (line: string): readonly string[] =>
  [...line.matchAll(/‘(.+?)(?:’(?=, ‘|$)|(?<=…)$)/gu)].map(([, wish = '']) => wish);

/** The part of a prompt that was done: a caption never names what isn't in the clip. */
export const doneWords = (prompt: string, warnings: readonly Pick<Warning, 'kind' | 'asked'>[]): string => {
  let left = prompt;
  for (const { kind, asked } of warnings) {
    if (kind !== 'words') continue;
    for (const wish of quotedWords(asked)) left = left.replace(wish, '');
  }
  if (left === prompt) return prompt;
  return left
    .replace(/\s+/gu, ' ')
    .replace(/(?:\s*[,;.、。]\s*){2,}/gu, ', ')
    .replace(/^(?:[\s,;.、。]|(?:and|then|while|with|und|dann|mit|y|e|con|com)(?=\s|$))+/iu, '')
    .replace(
      /(?:[\s,;、]|\s(?:and|then|while|with|und|dann|während|mit|y|e|con|com|mientras|enquanto))+$/iu,
      '',
    )
    .trim();
};

/** The caption of a clip: its prompt, minus what was left out. */
export const captionOf = ({ order, warnings }: Pick<Recipe, 'order' | 'warnings'>): string =>
  doneWords(order.prompt, warnings);
