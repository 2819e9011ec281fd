import type { AutocompleteInteraction } from 'discord.js';
import type { BoundCommand, Known } from '../../src/core/command.ts';
import { choicesOf } from '../../src/core/command-options.ts';
import type { OwnItem, OwnKind } from '../../src/core/job.ts';
import { commandNamed } from '../../src/core/parse.ts';
import { amountsIn } from '../../src/text/amounts.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutEffect, choiceName, effectName } from '../../src/text/names.ts';
import type { ChatServices } from '../chat/chat.ts';
import { defaultsInTime } from '../chat/first-answer.ts';
import { communityIn, ownerOf } from './discord-request.ts';
import type { DiscordHandlerDeps } from './discord-send.ts';
import { shortened } from './form-fields.ts';

const most = 25;
const longest = 100;

// Users rarely type accents, dashes and capitals.
const plain = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('-', ' ').toLowerCase().trim();

type Suggestion = { readonly name: string; readonly value: string };

/** The suggestions that match the typed text. Those that start with it are likeliest. */
const matching = (all: readonly Suggestion[], typed: string): Suggestion[] => {
  const wanted = plain(typed);
  const fits = all.filter(({ value, name }) => plain(`${value} ${name}`).includes(wanted));
  const first = fits.filter(({ value, name }) => [value, name].some((one) => plain(one).startsWith(wanted)));
  return [...first, ...fits.filter((entry) => !first.includes(entry))].slice(0, most);
};

/** An option's choices that match the typed text, with their names or descriptions in the user's language. */
export const suggestions = (
  command: Pick<BoundCommand, 'options'>,
  option: string,
  typed: string,
  known: Known,
  messages: Messages,
  off: readonly string[] = [],
): Suggestion[] => {
  const declared = command.options[option];
  if (declared?.type !== 'choice') return [];
  const shown = choicesOf(declared, known).map((value) => {
    const plainly = declared.choices !== 'effects' && !(declared.several && known.effects.includes(value));
    if (plainly) return { value, name: shortened(choiceName(messages, value)) };
    const name = effectName(messages, value);
    const title = off.includes(value) ? messages.format('choices.off-here', { name }) : name;
    return { value, name: shortened(`${title}: ${aboutEffect(messages, value)}`) };
  });
  if (declared.several === undefined) return matching(shown, typed);
  // What was chosen before the last comma stays.
  const chosen = typed.split(',').slice(0, -1);
  const before = chosen.map((one) => `${one.trim()},`).join('');
  return matching(
    // Discord refuses all suggestions if one is too long.
    shown.filter(({ value }) => !chosen.includes(value) && before.length + value.length <= longest),
    typed.slice(typed.lastIndexOf(',') + 1),
  ).map(({ name, value }) => ({
    name: shortened(chosen.length === 0 ? name : `${choiceName(messages, before.slice(0, -1))} + ${name}`),
    value: `${before}${value}`,
  }));
};

const kindFor = ({ aboutJob, needs }: BoundCommand): OwnKind => {
  if (aboutJob !== true) return 'clip';
  return needs === 'cancel' ? 'waiting' : 'failed';
};

/** What someone may choose for an id option of a command, newest first. Empty for other options. */
const ownIds = async (
  services: Pick<ChatServices, 'ownItems'>,
  owner: string,
  command: BoundCommand,
  option: string,
): Promise<readonly OwnItem[]> =>
  command.options[option]?.type === 'id' ? services.ownItems(owner, kindFor(command)) : [];

/** Answers while somebody types: with the choices of an option, or with their own clips or jobs. */
export const suggest = async (
  deps: DiscordHandlerDeps,
  interaction: AutocompleteInteraction,
): Promise<void> => {
  const { name: option, value: typed } = interaction.options.getFocused(true);
  const command = commandNamed(deps, interaction.commandName);
  const messages = deps.messages(interaction.locale);
  const own = await ownIds(deps, ownerOf(interaction.user.id), command, option);
  const items = own.map((item) => ({
    value: item.id,
    name: shortened(itemText(messages, item, Date.now())),
  }));
  const named = command.options[option];
  const presets =
    named?.type === 'text' && named.suggests === 'presets'
      ? await deps.presetNames(ownerOf(interaction.user.id), communityIn(interaction))
      : [];
  const { off } = await defaultsInTime(deps, communityIn(interaction), ownerOf(interaction.user.id));
  const choices = suggestions(command, option, typed, deps.known, messages, off);
  const saved = presets.map((name) => ({ name, value: name }));
  await interaction.respond([...matching([...items, ...saved], typed), ...choices]);
};

/** A clip or job in a list to choose from: its effect, age and words. `now` in milliseconds since 1970. */
const itemText = (messages: Messages, { effect, prompt, at }: OwnItem, now: number): string =>
  [
    effectName(messages, effect),
    amountsIn(messages.locale).ago((now - at.getTime()) / 1_000),
    ...(prompt === '' ? [] : [messages.format('card.prompt', { words: prompt })]),
  ].join(' · ');
