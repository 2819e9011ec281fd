import { describe, expect, it, vi } from 'vitest';
import type { Engine } from '../../src/core/engine.ts';
import { otherEngine } from '../jobs/engines.ts';
import { openChats } from './chats.ts';
import { discordItems, discordPlaces, playOnDiscord } from './discord-items.ts';
import { playOnTelegram, telegramItems, telegramPlaces } from './telegram-items.ts';

// They wait for each other's pauses, not for the processor.
vi.setConfig({ maxConcurrency: 12 });

/** Takes a first and a last photo. */
const spanning = (engine: Engine): Engine => ({
  ...engine,
  models: () => engine.models().map((model) => ({ ...model, photos: 2 as const })),
});

/** Every item in every place. */
const cells = <Place, Item>(places: readonly Place[], items: readonly Item[]) =>
  items.flatMap((item) => places.map((place) => ({ place, item })));
const onDiscord = cells(
  Object.keys(discordPlaces) as (keyof typeof discordPlaces)[],
  Object.keys(discordItems) as (keyof typeof discordItems)[],
);
const onTelegram = cells(telegramPlaces, Object.keys(telegramItems) as (keyof typeof telegramItems)[]);

// By HTTP, two processes take turns.
describe.each(['usual', 'HTTP'] as const)('heard by %s', (transport) => {
  const chats = openChats({
    ...{ works: false, transport, limits: { askAbove: 50 } },
    engines: (usual) => [otherEngine(usual, 'local', 0, true), spanning(otherEngine(usual, 'wide', 0))],
  });

  it.concurrent.each(onDiscord)('on Discord in $place: $item', ({ place, item }) =>
    playOnDiscord(chats(), place, item),
  );

  it.concurrent.each(onTelegram)('on Telegram, in $place: $item', ({ place, item }) =>
    playOnTelegram(chats(), place, item),
  );

  it('and everything was heard that way', () => {
    const { discord, telegram } = chats();
    expect(discord.gateway.identified > 0).toBe(transport === 'usual');
    expect(telegram.state.webhook !== null).toBe(transport === 'HTTP');
  });
});
