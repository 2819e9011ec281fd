import { type Client, Events, GatewayDispatchEvents, type Interaction } from 'discord.js';
import { z } from 'zod';
import { actionFromWire } from '../../src/core/action.ts';
import { showFailure } from './answer.ts';
import { noteAdultPlace } from './asked.ts';
import type { Counter } from './counter.ts';
import { handle } from './handle.ts';
import { keepParent, parentIn } from './thread.ts';

/** The last word on an interaction that nothing else has answered. */
const apologize = async (counter: Counter, interaction: Interaction, error: unknown): Promise<void> => {
  if (!interaction.isRepliable() || interaction.replied || interaction.deferred) throw error;
  const pressed = interaction.isButton() || interaction.isModalSubmit() ? interaction.customId : '';
  await showFailure(counter, interaction, error, 'none', actionFromWire(pressed));
};

const fromAdultPlace = z.object({
  t: z.literal(GatewayDispatchEvents.InteractionCreate),
  d: z.object({ id: z.string(), channel: z.object({ nsfw: z.literal(true) }) }),
});

/** Answers what a client hears, however it comes; `finish` waits for what is still being answered. */
export const openAnswering = (counter: Counter) => {
  const running = new Set<Promise<void>>();
  const answer = (interaction: Interaction): void => {
    const work = handle(counter, interaction)
      .catch((error: unknown) => apologize(counter, interaction, error))
      .catch((error: unknown) => counter.log.warn({ error }, 'an interaction could not be answered'))
      .finally(() => running.delete(work));
    running.add(work);
  };
  return {
    listen: (client: Client): void => {
      const adult = new Set<string>();
      const parents = new Map<string, string>();
      // Without a listener an error would end the process.
      client.on(Events.Error, (error) => counter.log.warn({ error }, 'discord'));
      client.on(Events.Raw, (packet: unknown) => {
        const { data } = fromAdultPlace.safeParse(packet);
        if (data !== undefined) adult.add(data.d.id);
        const thread = parentIn(packet);
        if (thread !== null) parents.set(thread.interaction, thread.parent);
      });
      client.on(Events.InteractionCreate, (interaction) => {
        if (adult.delete(interaction.id)) noteAdultPlace(interaction);
        const parent = parents.get(interaction.id);
        parents.delete(interaction.id);
        if (parent !== undefined) keepParent(interaction, parent);
        answer(interaction);
      });
      counter.desk.tally.hear(client.rest);
    },
    finish: async (): Promise<void> => {
      await Promise.allSettled(running);
    },
  };
};
