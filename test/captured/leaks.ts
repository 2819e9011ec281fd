export type Canary = { readonly kind: 'secret' | 'words'; readonly text: string };

/** A line as the house logs it; what a program prints for its user may well repeat their words. */
const isLogged = (line: string): boolean => line.startsWith('{"level":');

// Too short to be told from words of our own.
const shortest = 12;

// Addresses of photos, and tokens in the shape their makers give them.
const shapes = [/\/attachments\/\d/, /\/bot\d+:[\w-]+/, /\br8_\w{8}/, /\bwhsec_[\w+/]{8}/, /\btoken-\d{8}/];

/** What of it a log holds that it may not, by the line. */
export const leaksIn = (log: string, canaries: readonly Canary[]): string[] => {
  const secrets = canaries.filter(({ kind }) => kind === 'secret').map(({ text }) => text);
  const words = canaries
    .filter(({ kind, text }) => kind === 'words' && text.length >= shortest)
    // As JSON spells them.
    .map(({ text }) => JSON.stringify(text).slice(1, -1));
  return log.split('\n').flatMap((line) => {
    const told = [
      ...secrets.filter((secret) => line.includes(secret)),
      ...shapes.filter((shape) => shape.test(line)).map(String),
      ...(isLogged(line) ? words.filter((said) => line.includes(said)) : []),
    ];
    return told.map((leak) => `${leak} in: ${line.slice(0, 300)}`);
  });
};
