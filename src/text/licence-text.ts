import type { Messages } from './messages.ts';

/** Translates the licence notes of the models that made a clip, usually one. */
export const licenceText = (messages: Messages, licence: string): string =>
  licence
    .split(', ')
    .map((one) => noteText(messages, one))
    .join(' · ');

const noteText = ({ format }: Messages, licence: string): string => {
  if (licence === 'yours') return format('card.licence.yours');
  const [, company] = /^under the terms of (.+)$/.exec(licence) ?? [];
  if (company !== undefined) return format('card.licence.terms', { company });
  const [, free] = /^(\S+) model$/.exec(licence) ?? [];
  return free === undefined ? licence : format('card.licence.model', { licence: free });
};
