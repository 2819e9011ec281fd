import { html } from 'ghtml';
import type { Clip } from '../../src/core/clip.ts';
import type { Messages } from '../../src/text/messages.ts';
import { recipeLines } from '../../src/text/recipe-text.ts';

/** A recipe as a list of names and values. */
export const recipeList = (messages: Messages, clip: Pick<Clip, 'recipe'>): string => {
  const parts = recipeLines(messages, clip).map((line) => {
    const [, name = '', value = ''] = /^([^:：]*)[:：]\s*(.*)$/su.exec(line) ?? [];
    return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  });
  return html`<dl class="recipe">!${parts}</dl>`;
};
