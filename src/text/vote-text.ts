import type { Sentences } from '../core/text.ts';
import type { Compared } from '../core/variants.ts';
import type { Messages } from './messages.ts';
import { effectName } from './names.ts';

/** The name of a clip in a comparison. */
const nameOf = (messages: Messages, { number, effect, model, seed }: Compared): string => {
  const parts = [effect === null ? null : effectName(messages, effect), model].filter(
    (part) => part !== null,
  );
  const name = parts.length === 0 ? messages.format('card.seed', { seed: String(seed) }) : parts.join(' · ');
  return `${number} ${name}`;
};

export const votedText = (messages: Messages, { chosen, results }: Sentences['voted']): string =>
  messages.format('replies.voted', {
    name: nameOf(messages, chosen),
    results: results
      .map((one) =>
        messages.format('replies.voted.result', { name: nameOf(messages, one), votes: one.votes }),
      )
      .join('\n'),
  });
