import type { Body } from './body.ts';
import { flags, modalComplaints } from './message-rules.ts';
import { createMessage, editMessage } from './messages.ts';
import { problems } from './problem.ts';
import type { Interaction, State } from './state.ts';
import type { Message } from './world.ts';

const answerMilliseconds = 3_000;
const tokenMilliseconds = 15 * 60_000;
const followUpLimit = 5;

const noFiles = { files: new Map(), size: 0, multipart: false };

const placeOf = (interaction: Interaction) => ({
  channel: interaction.channel,
  limit: interaction.sizeLimit,
  onlyFor: interaction.user,
});

/** A message that says "thinking", already as private as it will stay. */
const thinking = (state: State, interaction: Interaction, own: number): Message => {
  const message: Message = {
    id: state.id(),
    channel: interaction.channel,
    author: null,
    createdAt: state.clock.now(),
    nonce: null,
    reference: null,
    onlyFor: (own & flags.ephemeral) === 0 ? null : interaction.user,
    content: '',
    flags: own | flags.loading,
    components: [],
    embeds: [],
    attachments: [],
    mentions: [],
    edits: 0,
    deleted: false,
  };
  state.messages.set(message.id, message);
  return message;
};

const refuse = (state: State, complaints: readonly string[]): void => {
  if (complaints.length === 0) return;
  state.complaints.push(...complaints);
  throw problems.invalidForm(complaints);
};

type Callback = (state: State, interaction: Interaction, body: Body) => Promise<Message | null>;

const componentOnly = (interaction: Interaction): void => {
  if (interaction.source === null) throw problems.invalidForm(['only a button may be answered so']);
};

const callbacks: Readonly<Record<number, Callback>> = {
  4: async (state, interaction, body) => createMessage(state, body, placeOf(interaction)),
  5: async (state, interaction, { payload }) => {
    const own = Number(payload['flags'] ?? 0);
    refuse(state, (own & ~flags.ephemeral) === 0 ? [] : ['a deferred answer takes only the ephemeral flag']);
    interaction.deferred = 'message';
    return thinking(state, interaction, own);
  },
  6: async (_state, interaction) => {
    componentOnly(interaction);
    interaction.deferred = 'update';
    return interaction.source;
  },
  7: async (state, interaction, body) => {
    componentOnly(interaction);
    if (interaction.source === null) return null;
    return editMessage(state, interaction.source, body, interaction.sizeLimit);
  },
  8: async (state, interaction, { payload }) => {
    const choices = (payload['choices'] ?? []) as NonNullable<Interaction['choices']>;
    const long = choices.some(({ name }) => name.length < 1 || name.length > 100);
    const wrong = interaction.kind !== 'autocomplete';
    refuse(state, [
      ...(choices.length > 25 ? ['more than 25 choices'] : []),
      ...(long ? ['a choice of no or more than 100 characters'] : []),
      ...(wrong ? ['only autocomplete is answered with choices'] : []),
    ]);
    interaction.choices = choices;
    return null;
  },
  9: async (state, interaction, { payload }) => {
    const nested = interaction.kind === 'modal' ? ['a modal cannot follow a modal'] : [];
    refuse(state, [...nested, ...modalComplaints(payload)]);
    interaction.modal = payload;
    return null;
  },
};

export const findInteraction = (state: State, token: string): Interaction => {
  const interaction = state.interactions.get(token);
  if (interaction === undefined) throw problems.unknownInteraction();
  return interaction;
};

/** The one first answer to an interaction, within three seconds. */
export const answerInteraction = async (
  state: State,
  interaction: Interaction,
  body: Body,
): Promise<Message | null> => {
  if (interaction.acknowledgedAt !== null) {
    state.complaints.push('an interaction was answered twice');
    throw problems.acknowledged();
  }
  if (state.clock.awake() - interaction.awakeAt > answerMilliseconds) throw problems.unknownInteraction();
  const callback = callbacks[Number(body.payload['type'])];
  if (callback === undefined) throw problems.invalidForm(['unknown callback type']);
  interaction.acknowledgedAt = state.clock.now();
  const data = (body.payload['data'] ?? {}) as Record<string, unknown>;
  try {
    const message = await callback(state, interaction, { ...noFiles, ...body, payload: data });
    interaction.original = message;
    return message;
  } catch (error) {
    interaction.acknowledgedAt = null;
    throw error;
  }
};

/** The interaction behind a webhook token that still lives. */
export const liveToken = (state: State, token: string): Interaction => {
  const interaction = state.interactions.get(token);
  if (interaction === undefined || interaction.acknowledgedAt === null) throw problems.unknownWebhook();
  if (state.clock.now() - interaction.createdAt > tokenMilliseconds) throw problems.deadToken();
  return interaction;
};

export const followUp = async (state: State, interaction: Interaction, body: Body): Promise<Message> => {
  if (interaction.installed === 'user' && interaction.followUps >= followUpLimit)
    throw problems.followUpLimit();
  interaction.followUps += 1;
  return createMessage(state, body, placeOf(interaction));
};

export const originalOf = (interaction: Interaction): Message => {
  if (interaction.original === null || interaction.original.deleted) throw problems.unknownMessage();
  return interaction.original;
};
