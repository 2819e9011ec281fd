import { expect, it } from 'vitest';
import { cut } from '../../adapters/discord/discord-card.ts';
import { bodyOf, textOnly } from '../../adapters/discord/outgoing.ts';
import { english } from '../messages/opened.ts';

const long = 'a wish '.repeat(400);

it('never sends more than Discord takes, a mention included', () => {
  expect(bodyOf(textOnly(long), english).content).toHaveLength(2_000);
  const result = `<@123456789012345678> ${cut(long, 150)}\n-# Made from …`;
  expect(bodyOf(textOnly(result), english).content).toBe(result);
});
