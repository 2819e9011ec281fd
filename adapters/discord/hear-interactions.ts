import { type Client, Events, GatewayDispatchEvents, type Interaction } from 'discord.js';
import { showFailure } from './discord-answer.ts';
import type { DiscordHandlerDeps } from './discord-deps.ts';
import { actionOf } from './discord-press.ts';
import { handle } from './handle-interaction.ts';
import { keepSurroundings, surroundingsIn } from './surroundings.ts';

/** Shows a failure for an interaction that nothing else has answered. */
const apologize = async (
  deps: DiscordHandlerDeps,
  interaction: Interaction,
  error: unknown,
): Promise<void> => {
  if (!interaction.isRepliable() || interaction.replied || interaction.deferred) throw error;
  await showFailure(deps, interaction, error, 'none', actionOf(interaction));
};

/** Answers a client's interactions from the gateway or HTTP. `finish` waits for those still in progress. */
export const openAnswering = (deps: DiscordHandlerDeps) => {
  const running = new Set<Promise<void>>();
  const answer = (interaction: Interaction): void => {
    const work = handle(deps, interaction)
      .catch((error: unknown) => apologize(deps, interaction, error))
      .catch((error: unknown) => deps.log.warn({ error }, 'an interaction could not be answered'))
      .finally(() => running.delete(work));
    running.add(work);
  };
  return {
    listen: (client: Client): void => {
      let told: ReturnType<typeof surroundingsIn> = null;
      // Without a listener an error would end the process.
      client.on(Events.Error, (error) => deps.log.warn({ error }, 'discord'));
      // The raw event comes right before the interaction that is built from it.
      client.on(Events.Raw, ({ t, d }: { t: string; d: unknown }) => {
        told = t === GatewayDispatchEvents.InteractionCreate ? surroundingsIn(d) : null;
      });
      client.on(Events.InteractionCreate, (interaction) => {
        if (told?.interaction === interaction.id) keepSurroundings(interaction, told);
        answer(interaction);
      });
      deps.tally.hear(client.rest);
    },
    finish: async (): Promise<void> => {
      await Promise.allSettled(running);
    },
  };
};
