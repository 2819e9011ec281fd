import {
  type APISelectMenuOption,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Messages } from '../../src/text/messages.ts';
import { aboutEffect, effectName } from '../../src/text/names.ts';

const longest = 100;

/** Cut to what Discord shows of a choice. */
export const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** A field of a form, with its label. */
export const labelled = <Component>(label: string, component: Component) => ({
  type: ComponentType.Label as const,
  label,
  component,
});

export const textField = (
  id: string,
  maximum: number,
  more: { value?: string; placeholder?: string } = {},
) => ({
  type: ComponentType.TextInput as const,
  custom_id: id,
  style: TextInputStyle.Paragraph as const,
  max_length: maximum,
  required: false,
  ...(more.value ? { value: more.value } : {}),
  ...(more.placeholder === undefined ? {} : { placeholder: shortened(more.placeholder) }),
});

const mostChoices = 25;

export const selectField = (
  id: string,
  options: readonly APISelectMenuOption[],
  more: { readonly placeholder?: string; readonly maximum?: number; readonly required: boolean },
) => ({
  type: ComponentType.StringSelect as const,
  custom_id: id,
  options: options.slice(0, mostChoices),
  required: more.required,
  min_values: more.required ? 1 : 0,
  max_values: more.maximum ?? 1,
  ...(more.placeholder === undefined ? {} : { placeholder: shortened(more.placeholder) }),
});

/** The effects to choose from, without those that are turned off there. */
export const effectOptions = (
  messages: Messages,
  names: readonly string[],
  off: readonly string[],
  chosen: unknown,
): APISelectMenuOption[] =>
  names
    .filter((name) => !off.includes(name))
    .map((name) => ({
      label: shortened(effectName(messages, name)),
      description: shortened(aboutEffect(messages, name)),
      value: name,
      ...(name === chosen ? { default: true } : {}),
    }));

/** What was chosen in a field of a submitted form; nothing if the form has no such field. */
export const chosenIn = ({ fields }: ModalSubmitInteraction, id: string): readonly string[] =>
  fields.fields.has(id) ? fields.getStringSelectValues(id) : [];

/** The text typed into a field of a submitted form, or null if it's empty or missing. */
export const typedIn = ({ fields }: ModalSubmitInteraction, id: string): string | null =>
  (fields.fields.has(id) ? fields.getTextInputValue(id).trim() : '') || null;
