import { until } from '../discord/person.ts';
import type { Person } from './person.ts';
import type { Message } from './world.ts';

/**
 * Presses a button and gives the words that the presser is told: in the answer to the press or, when a busy machine was
 * too slow for that, in a message to them alone.
 */
export const pressTold = async (person: Person, message: Message, data: string): Promise<string> => {
  const alone = () =>
    [...person.sees(message.chat), ...person.sees()].filter(
      ({ chat, onlyFor }) => chat === person.home || onlyFor === person.user,
    );
  const before = new Set(alone());
  const query = person.press(message, data);
  // A message for one person is sent empty first.
  const later = () => alone().find((one) => !before.has(one) && one.text !== '…')?.text;
  return until(() => query.answer?.text || later());
};
