const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * Escapes what a terminal would obey instead of showing in untrusted text: control characters, line breaks and changes
 * of direction appear as JSON writes them. JSON keeps its meaning.
 */
export const printable = (text: string): string =>
  text.replace(unseen, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return character === '\n' ? '\\n' : `\\u${code}`;
  });

/** The same for our own multi-line text that contains untrusted text. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
