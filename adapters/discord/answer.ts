import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { asFailure } from '../../src/core/failure.ts';
import type { Log } from '../../src/core/log.ts';
import type { Reply } from '../../src/core/reply.ts';
import { replyText } from './card.ts';
import { bodyOf, textOnly } from './outgoing.ts';
import type { Speech } from './words.ts';

export type Answerable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | ModalSubmitInteraction;

const wire = (body: ReturnType<typeof bodyOf>) => ({
  content: body.content,
  components: body.components,
  allowedMentions: { parse: [] as const },
});

/** Puts a reply where its answer was promised. */
export const showReply = async (interaction: Answerable, reply: Reply, speech: Speech): Promise<void> => {
  await interaction.editReply(wire(bodyOf(textOnly(replyText(speech, reply), reply.actions), speech)));
};

/** Says something to the asker alone, beside what others see. */
export const whisper = async (
  interaction: Answerable,
  content: string,
  speech: Speech,
  actions: Reply['actions'] = [],
): Promise<void> => {
  const body = wire(bodyOf(textOnly(content, actions), speech));
  await interaction.followUp({ ...body, flags: MessageFlags.Ephemeral });
};

/** A failure, to the asker alone: an answer that was promised in public is taken back. */
export const showFailure = async (
  interaction: Answerable,
  error: unknown,
  speech: Speech,
  log: Log,
  promised: 'public' | 'private' | 'none',
): Promise<void> => {
  const { kind, facts } = asFailure(error);
  if (kind === 'internal') log.error({ error }, 'interaction failed');
  const text = `❌ ${speech.failures[kind](facts)}`;
  if (promised === 'private') return void (await interaction.editReply(wire(bodyOf(textOnly(text), speech))));
  if (promised === 'public') await interaction.deleteReply().catch(() => {});
  await whisper(interaction, text, speech);
};
