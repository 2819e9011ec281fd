import { expect, it } from 'vitest';
import { staying } from '../../src/core/action.ts';

const [job, clip] = ['j'.repeat(22), 'c'.repeat(22)];

it('buttons a message has already stay about all takes of its job, and others are new', () => {
  const there = [
    { command: 'delete', id: job, argument: 'ask' },
    { command: 'share', id: clip, argument: 'public' },
  ];
  const wanted = [
    { command: 'delete', id: clip, argument: 'ask' },
    { command: 'share', id: clip, argument: 'private' },
  ];
  expect(staying(there, wanted)).toEqual([there[0], wanted[1]]);
});
