import type { MessageKey, Messages } from '../../src/text/messages.ts';
import { argumentsIn, parseMessage } from './arguments.ts';
import { messagesFolder, readLanguage } from './folder.ts';

const examples: Readonly<Record<string, string | number>> = {
  ...{ effect: 'Hug', prompt: 'leaves drift', seed: '305', duration: '2 min 5 s', when: 'in 20 seconds' },
  ...{ credits: 24, left: 11, daily: 100, needed: 24, held: 24, spent: 12, score: 0.87, strength: 0.35 },
  ...{ companies: 'Replicate and Kuaishou (Kling)', model: 'kling-2.5', engine: 'replicate', takes: 4 },
  ...{ refill: '1 Dec 2026, 00:00 UTC', resets: '1 Dec 2026, 00:00 UTC', owner: 'discord:123', given: 1 },
  ...{ job: 'Q2xpcElkMTIzNDU2Nzg5MA', id: 'Q2xpcElkMTIzNDU2Nzg5MA', name: 'cat.heic', path: 'cat.mp4' },
  ...{ folder: './data', port: '8787', rule: 'must be a whole number', flag: '--seed', megabytes: 24 },
  ...{ limit: 20, minutes: '18', minimum: 1, maximum: 10, seconds: 10, value: 'fast', nearest: 'Zoom in' },
  ...{ choices: 'Low, Medium or High', option: 'Seconds', type: 'TIFF', asked: '21:9', used: '16:9' },
  ...{ what: 'Melt', failure: 'The video provider is busy. Try again in a few minutes.' },
  ...{ first: 'One.', second: 'Two.', day: '$1.20 of $5.00', month: '$14.00', budget: '$5.00' },
  ...{ costs: 'Hug 12 and Dance 7', names: 'replicate', found: 1, percent: 24, place: 3, done: 2, all: 5 },
  ...{ days: 30, company: 'Kling', licence: 'Apache-2.0', reason: 'The video provider is busy.', fps: '48' },
};

/** Example values for a message: each branch of a choice, one and many of a count. */
const casesOf = (text: string): Record<string, string | number>[] => {
  const found = argumentsIn(parseMessage(text));
  const names = [...new Set(found.map(([name]) => name))];
  return names.reduce<Record<string, string | number>[]>(
    (cases, name) => {
      const uses = found.filter(([one]) => one === name).map(([, argument]) => argument);
      const branches = uses.flatMap((use) => (use.plural === null ? use.branches : []));
      const many = Number(examples[name] ?? 5);
      const plain = uses.some(({ type }) => type === 'number') ? [many] : [examples[name] ?? `<${name}>`];
      const plural = uses.some((use) => use.plural !== null) ? [1, many] : plain;
      const values = branches.length === 0 ? plural : [...new Set(branches)];
      return cases.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
    },
    [{}],
  );
};

/** Every message of a language as people may read it, with example values filled in. */
export const examplesOf = (messages: Messages): [key: string, text: string][] => {
  const format = messages.format as (key: string, values: Record<string, string | number>) => string;
  return [...readLanguage(messagesFolder, 'en').values()].flatMap(({ key, text }) =>
    casesOf(text).map((values): [string, string] => [
      key as MessageKey,
      format(key, { ...examples, ...values }),
    ]),
  );
};
