import type { Action } from './action.ts';
import type { BoundCommand, Known, NamedChoices, Option, Options } from './command.ts';
import { isId } from './id.ts';
import { isChat } from './target.ts';
import { otherSeeds } from './variants.ts';

/** The names that an option accepts. Undefined where they aren't known. */
export const namesIn = (
  choices: readonly string[] | NamedChoices,
  known: Partial<Known>,
): readonly string[] | undefined => {
  if (typeof choices !== 'string') return choices;
  if (choices !== 'comparable') return known[choices];
  const { effects, models } = known;
  return effects && models && [otherSeeds, ...effects, ...models];
};

/** The choices that menus offer for an option. Empty if it isn't a choice. */
export const choicesOf = (option: Option | undefined, known: Known): readonly string[] => {
  if (option?.type !== 'choice') return [];
  const choices = namesIn(option.choices, known) ?? [];
  return option.several === undefined ? choices : [...choices, ...option.several.sets];
};

/** Whether an option means something on a platform. */
export const isOn = (platform: string, { on }: Option): boolean =>
  on === 'chats' ? isChat(platform) : on?.includes(platform) !== false;

/** A command with the options that mean something on a platform. */
export const onPlatform =
  (platform: string) =>
  (command: BoundCommand): BoundCommand => ({
    ...command,
    options: Object.fromEntries(
      Object.entries(command.options).filter(([, option]) => isOn(platform, option)),
    ),
  });

/** The name of the first option of a type. */
export const optionOfType = (options: Options, type: Option['type']): string | undefined =>
  Object.keys(options).find((name) => options[name]?.type === type);

/** Maps an action's id and argument to the options of its command, and the ids that `more` buttons of it name. */
export const actionValues = (
  { options }: { readonly options: Options },
  { id, argument }: Action,
  more: readonly Action[] = [],
): Record<string, unknown> => {
  const [subject, ...others] = Object.keys(options).filter((name) => options[name]?.type === 'id');
  const named = subject === undefined ? {} : { [subject]: id };
  // Further clips.
  if (argument !== undefined && others.length > 0 && isId(argument)) {
    const ids = [argument, ...more.flatMap((one) => one.argument ?? [])].slice(0, others.length);
    return { ...named, ...Object.fromEntries(ids.map((other, at) => [others[at], other])) };
  }
  const choice = optionOfType(options, 'choice');
  return {
    ...named,
    ...(argument === undefined || choice === undefined ? {} : { [choice]: argument }),
  };
};
