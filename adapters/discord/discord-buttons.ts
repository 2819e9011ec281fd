import {
  type ButtonInteraction,
  ComponentType,
  type Interaction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { type Action, actionFromWire } from '../../src/core/action.ts';
import type { Reply } from '../../src/core/reply.ts';
import { inTime } from '../chat/first-answer.ts';
import type { DiscordDeps } from './discord-send.ts';

/** A press of a button, or of an entry in the menu of a message. */
export type DiscordPress = ButtonInteraction | StringSelectMenuInteraction;

const prefix = 'at-';

/** A delete question whose Delete button names the message that the question is about. */
export const aboutMessage = (reply: Reply, message: string): Reply => ({
  ...reply,
  actions: reply.actions.map((action) =>
    action.argument === undefined
      ? { ...action, argument: `${prefix}${BigInt(message).toString(36)}` }
      : action,
  ),
});

const digitOf = (sign: string): bigint => BigInt(Number.parseInt(sign, 36));

/** The id of the message that a button names, or null. */
export const messageNamed = ({ argument = '' }: Action): string | null =>
  argument.startsWith(prefix)
    ? String([...argument.slice(prefix.length)].reduce((sum, sign) => sum * 36n + digitOf(sign), 0n))
    : null;

/** The action without a message id, as commands expect it. */
export const plain = (action: Action): Action =>
  messageNamed(action) === null ? action : { command: action.command, id: action.id };

/** The actions of a message's buttons. */
export const actionsOf = ({ message }: Pick<DiscordPress, 'message'>): readonly Action[] =>
  message.components
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .flatMap((part) =>
      part.type === ComponentType.StringSelect
        ? part.options.map(({ value }) => value)
        : [part.customId ?? ''],
    )
    .flatMap((wire) => actionFromWire(wire) ?? []);

/** Whether a message is a question about another message, not a clip itself. */
export const asksAboutAnother = (press: Pick<DiscordPress, 'message'>): boolean =>
  actionsOf(press).some((action) => messageNamed(action) !== null);

// Only a hint, so that a repeated press shows nothing to others: the store decides what counts as one request.
const underway = new Map<string, Promise<void>>();

/**
 * Answers a press. If the same person has pressed the same button and its job isn't finished, `first` resolves once
 * that press is answered; otherwise it's null.
 */
export const answerOnce = async (
  deps: Pick<DiscordDeps, 'started'>,
  owner: string,
  key: string,
  answer: (first: Promise<unknown> | null) => Promise<void>,
): Promise<void> => {
  const before = underway.get(key);
  if (before !== undefined) return answer(before.catch(() => {}));
  const check = async (): Promise<void> => {
    const started = await inTime(deps.started(owner, key), false);
    return answer(started ? Promise.resolve() : null);
  };
  const answering = check();
  underway.set(key, answering);
  try {
    await answering;
  } finally {
    underway.delete(key);
  }
};

/** The action of a button that was pressed, a menu entry that was chosen, or a form; null if it isn't ours. */
export const actionOf = (interaction: Interaction): Action | null => {
  if (interaction.isStringSelectMenu()) return actionFromWire(interaction.values[0] ?? '');
  return interaction.isButton() || interaction.isModalSubmit() ? actionFromWire(interaction.customId) : null;
};

/** Further entries of a menu that were chosen with the first one, in order. */
export const moreOf = (interaction: DiscordPress): Action[] =>
  interaction.isStringSelectMenu()
    ? interaction.values.slice(1).flatMap((value) => actionFromWire(value) ?? [])
    : [];
