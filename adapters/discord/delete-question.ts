import { type ButtonInteraction, ComponentType, type StringSelectMenuInteraction } from 'discord.js';
import { type Action, actionFromWire } from '../../src/core/action.ts';
import type { Reply } from '../../src/core/reply.ts';

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
