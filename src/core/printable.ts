const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A stranger's text without what a terminal obeys instead of showing: control characters, line breaks and changes of
 * direction appear as JSON writes them. JSON stays the same JSON.
 */
export const printable = (text: string): string =>
  text.replace(unseen, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return character === '\n' ? '\\n' : `\\u${code}`;
  });

/** The same for our own text of several lines, with strangers' text in it. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
