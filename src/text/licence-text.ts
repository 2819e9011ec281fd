import type { Messages } from './messages.ts';

/** Translates the licence note of a model. */
export const licenceText = ({ format }: Messages, licence: string): string => {
  if (licence === 'yours') return format('card.licence.yours');
  const [, company] = /^under the terms of (.+)$/.exec(licence) ?? [];
  if (company !== undefined) return format('card.licence.terms', { company });
  const [, free] = /^(\S+) model$/.exec(licence) ?? [];
  return free === undefined ? licence : format('card.licence.model', { licence: free });
};
