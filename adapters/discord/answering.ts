import type { Interaction } from 'discord.js';
import { actionFromWire } from '../../src/core/action.ts';
import { showFailure } from './answer.ts';
import type { Counter } from './counter.ts';
import { handle } from './handle.ts';

/** The last word on an interaction that nothing else has answered. */
const apologize = async (counter: Counter, interaction: Interaction, error: unknown): Promise<void> => {
  if (!interaction.isRepliable() || interaction.replied || interaction.deferred) throw error;
  const pressed = interaction.isButton() || interaction.isModalSubmit() ? interaction.customId : '';
  await showFailure(counter, interaction, error, 'none', actionFromWire(pressed));
};

/** Answers interactions, however they come; `finish` waits for those still being answered. */
export const openAnswering = (counter: Counter) => {
  const running = new Set<Promise<void>>();
  return {
    hear: (interaction: Interaction): void => {
      const work = handle(counter, interaction)
        .catch((error: unknown) => apologize(counter, interaction, error))
        .catch((error: unknown) => counter.log.warn({ error }, 'an interaction could not be answered'))
        .finally(() => running.delete(work));
      running.add(work);
    },
    finish: async (): Promise<void> => {
      await Promise.allSettled(running);
    },
  };
};
