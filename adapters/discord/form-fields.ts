import {
  type APISelectMenuOption,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { type Action, actionFromWire, actionToWire } from '../../src/core/action.ts';
import type { BoundCommand, Options } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import { nearest } from '../../src/core/parse.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutEffect, effectName } from '../../src/text/names.ts';
import { mistypedIn, settingsIn } from '../chat/command-line.ts';
import { type DiscordAttachments, linkOf, type PhotoLink } from './discord-files.ts';

const longest = 100;

/** Cut to what Discord shows of a choice. */
export const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;

/** A field of a form, with its label and a line about it. */
export const labelled = <Component>(label: string, component: Component, description?: string) => ({
  type: ComponentType.Label as const,
  label,
  component,
  ...(description === undefined ? {} : { description: shortened(description) }),
});

/** The field for `name:value`, which sets any option. */
export const moreField = (messages: Messages, placeholder: string) =>
  labelled(messages.format('chat.form.more'), textField('more', 500, { placeholder }));

/** The field for files that belong to options, each named like its option. */
export const filesField = (messages: Messages) =>
  labelled(
    messages.format('chat.form.files'),
    {
      type: ComponentType.FileUpload as const,
      custom_id: 'files',
      min_values: 0,
      max_values: 5,
      required: false,
    },
    messages.format('chat.form.files-about'),
  );

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

const maxChoices = 25;

export const selectField = (
  id: string,
  options: readonly APISelectMenuOption[],
  more: { readonly placeholder?: string; readonly maximum?: number; readonly required: boolean },
) => ({
  type: ComponentType.StringSelect as const,
  custom_id: id,
  options: options.slice(0, maxChoices),
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

/** The files given in a field of a submitted form. */
const uploadedIn = ({ fields }: ModalSubmitInteraction, id: string): readonly PhotoLink[] =>
  fields.fields.has(id) ? [...(fields.getUploadedFiles(id)?.values() ?? [])].map(linkOf) : [];

/** The options said in a form. Throws `Failure` `unknown_option` for anything else, which would become a prompt. */
export const moreIn = (
  form: ModalSubmitInteraction,
  { options }: Pick<BoundCommand, 'options'>,
): Record<string, unknown> => {
  const typed = (typedIn(form, 'more') ?? '').replace(/(?<=\w)\s*([:=])\s+/g, '$1');
  const mistyped = mistypedIn(typed, options, false);
  if (mistyped !== null) throw new Failure('unknown_option', mistyped);
  const { rest, values } = settingsIn(typed, options);
  const [option] = rest.split(/\s+/);
  if (option) throw new Failure('unknown_option', { option, nearest: nearest(option, Object.keys(options)) });
  return values;
};

/**
 * Uploaded files by the options they are named like, as `mask.png` and `reference-2.jpg` are. Throws `Failure`
 * `too_many_choices` for more than an option takes.
 */
const filesByOption = (
  files: readonly PhotoLink[],
  options: Options,
): { readonly named: DiscordAttachments; readonly others: readonly PhotoLink[] } => {
  const optionFor = ({ name }: PhotoLink): string | undefined => {
    const bare = name.replace(/\.\w+$/, '').toLowerCase();
    return [bare, bare.replace(/[-_ ]?\d+$/, '')].find((option) => options[option]?.type === 'file');
  };
  const named: Record<string, PhotoLink[]> = {};
  for (const file of files) {
    const option = optionFor(file);
    if (option !== undefined) named[option] = [...(named[option] ?? []), file];
  }
  for (const [name, { length }] of Object.entries(named)) {
    const option = options[name];
    const maximum = option?.type === 'file' ? (option.several ?? 1) : 0;
    if (length > maximum) throw new Failure('too_many_choices', { option: name, maximum });
  }
  return { named, others: files.filter((file) => optionFor(file) === undefined) };
};

/** The files in the field for photos. A picture that is the only one is the photo, whatever it's named. */
export const photosIn = (form: ModalSubmitInteraction, options: Options) => {
  const files = uploadedIn(form, 'photos');
  const isSound = ({ name }: PhotoLink): boolean => /\.(aac|flac|m4a|mp3|oga|ogg|opus|wav|weba)$/i.test(name);
  const [photo, second] = files.filter((file) => !isSound(file));
  if (photo === undefined || second !== undefined) return filesByOption(files, options);
  const { named } = filesByOption(
    files.filter((file) => file !== photo),
    options,
  );
  return { named, others: [photo] };
};

/** The files in the field for those. Throws `Failure` `unknown_option` for one that is named like no option. */
export const filesIn = (form: ModalSubmitInteraction, options: Options): DiscordAttachments => {
  const { named, others } = filesByOption(uploadedIn(form, 'files'), options);
  const [other] = others;
  if (other === undefined) return named;
  const names = Object.keys(options).filter((name) => options[name]?.type === 'file');
  const bare = other.name.replace(/[-_ ]?\d*\.\w+$/, '').toLowerCase();
  throw new Failure('unknown_option', { option: other.name, nearest: nearest(bare, names) });
};

const field = 'prompt';

/** The form that an Edit button opens, with the current prompt to change. */
export const editForm = (action: Action, prompt: string, messages: Messages) => ({
  title: messages.format('chat.form.edit'),
  custom_id: actionToWire(action),
  components: [
    labelled(messages.format('chat.form.prompt'), textField(field, 500, { value: prompt })),
    moreField(messages, 'seconds:6 ratio:9:16 motion:high'),
    filesField(messages),
  ],
});

/** The action and prompt of a submitted form. Throws `Failure` `not_found` when the form isn't ours. */
export const readForm = ({
  customId,
  fields,
}: ModalSubmitInteraction): { action: Action; prompt: string } => {
  const action = actionFromWire(customId);
  if (action === null || !fields.fields.has(field)) throw new Failure('not_found');
  return { action, prompt: fields.getTextInputValue(field) };
};

/** What else a submitted form changes, and the files given with it. Throws `Failure` `unknown_option`. */
export const changesIn = (form: ModalSubmitInteraction, command: BoundCommand) => ({
  values: moreIn(form, command),
  files: filesIn(form, command.options),
});
