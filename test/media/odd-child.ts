import { Failure } from '../../src/core/failure.ts';
import { answerParent } from '../../src/media/answer-parent.ts';

export type Oddity =
  | 'echo'
  | 'refuse'
  | 'stumble'
  | 'hang'
  | 'hoard'
  | 'hoard-objects'
  | 'leave'
  | 'environment';

const hoard = (keep: (size: number) => unknown): Promise<never> => {
  const kept: unknown[] = [];
  return new Promise(() => {
    setInterval(() => kept.push(keep(2 ** 22)), 1);
  });
};

const ways: Readonly<Record<Oddity, () => Promise<string>>> = {
  echo: async () => 'echo',
  refuse: async () => {
    throw new Failure('photo_too_small', { width: 3 });
  },
  stumble: async () => {
    throw new TypeError('undefined is not a function');
  },
  hang: async () => {
    for (;;);
  },
  hoard: () => hoard((size) => Buffer.alloc(size, 1)),
  'hoard-objects': () => hoard((size) => new Array(size).fill({})),
  leave: async () => process.exit(3),
  environment: async () => Object.keys(process.env).join(' '),
};

await answerParent((oddity: Oddity) => ways[oddity]());
