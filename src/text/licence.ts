/** A licence note as models tell it, in words of a language. */
export const licenceInWords = (
  licence: string,
  words: {
    readonly yours: string;
    readonly terms: (company: string) => string;
    readonly model: (licence: string) => string;
  },
): string => {
  if (licence === 'yours') return words.yours;
  const [, company] = /^under the terms of (.+)$/.exec(licence) ?? [];
  if (company !== undefined) return words.terms(company);
  const [, free] = /^(\S+) model$/.exec(licence) ?? [];
  return free === undefined ? licence : words.model(free);
};
