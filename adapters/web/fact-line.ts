import { html } from 'ghtml';

/** Facts in a line that breaks only between them. Facts are text, or HTML that is already escaped. */
export const factLine = (facts: readonly (string | { readonly html: string })[]): string => {
  const parts = facts.map((fact, index) => {
    const inside = typeof fact === 'string' ? html`${fact}` : fact.html;
    return html`<span>!${inside}!${index < facts.length - 1 ? ' ·' : ''}</span>`;
  });
  return html`<p class="quiet small fact-line">!${parts.join(' ')}</p>`;
};
