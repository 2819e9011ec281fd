/** Styles of a surface without markup of its own. Each is a pair of characters that no text may contain. */
const pairs = {
  ...{ bold: '\ufdd0\ufdd1', code: '\ufdd2\ufdd3' },
  ...{ quote: '\ufdd4\ufdd5', details: '\ufdd6\ufdd7' },
} as const;

export type Style = keyof typeof pairs;
const styleNames = Object.keys(pairs) as readonly Style[];

const anyOf = /[\ufdd0-\ufdd7]/g;

/** Text without styles. */
export const unstyled = (text: string): string => text.replaceAll(anyOf, '');

export const styled = (style: Style, text: string): string =>
  text === '' ? '' : `${pairs[style][0]}${text}${pairs[style][1]}`;

/** A style that begins or ends. */
export type Edge = { readonly style: Style; readonly opens: boolean };

/** The parts of a styled text: plain text, and where styles begin and end. */
export const styledParts = (text: string): readonly (string | Edge)[] =>
  text.split(/([\ufdd0-\ufdd7])/).flatMap((part): (string | Edge)[] => {
    if (part === '') return [];
    const style = styleNames.find((name) => pairs[name].includes(part));
    return [style === undefined ? part : { style, opens: pairs[style][0] === part }];
  });

/** Details that follow each other are one block. */
export const joinedDetails = (text: string): string =>
  text.replaceAll(`${pairs.details[1]}\n${pairs.details[0]}`, '\n');

/** Text in backticks as code, except for commands, which are tapped and not copied. */
export const codeInBackticks = (text: string): string =>
  text.replaceAll(/`([^`]*)`/g, (_all, inner: string) =>
    inner.startsWith('/') ? inner : styled('code', inner),
  );
