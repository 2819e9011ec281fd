import { expect, it } from 'vitest';
import { cut } from '../../adapters/discord/discord-text.ts';
import { bodyOf, messageFor, textOnly } from '../../adapters/discord/outgoing.ts';
import { type EffectEntry, reply } from '../../src/core/reply.ts';
import { english } from '../messages/opened.ts';
import { servicesAround } from '../peers/chat-services.ts';

const long = 'a wish '.repeat(400);

it('never sends more than Discord takes, a mention included', () => {
  expect(bodyOf(textOnly(long), english).content).toHaveLength(2_000);
  const result = `<@123456789012345678> ${cut(long, 150)}\n-# Made from …`;
  expect(bodyOf(textOnly(result), english).content).toBe(result);
  expect(cut(long, 3_000)).toBe('…');
});

it('uses all that Discord takes, unless something follows', async () => {
  const entry = { name: 'kiss', version: 1, photos: 2, seconds: 4, favourite: false, speaks: false };
  const effects: EffectEntry[] = Array.from({ length: 99 }, () => ({ ...entry, kept: null }));
  const list = reply({ key: 'effects', values: { count: effects.length } }, { effects });
  const target = { locale: 'en', spoiler: false, adult: false };
  const sent = (room?: number) => messageFor(servicesAround(), target, list, 0, '', room);
  expect((await sent()).content).toHaveLength(2_000);
  expect((await sent(70)).content).toHaveLength(1_930);
});
