import type { ModalSubmitInteraction } from 'discord.js';
import { type Action, actionFromWire, actionToWire } from '../../src/core/action.ts';
import type { BoundCommand } from '../../src/core/command.ts';
import { Failure } from '../../src/core/failure.ts';
import type { Messages } from '../../src/text/messages.ts';
import { filesField, filesIn, labelled, moreField, moreIn, textField } from './form-fields.ts';

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
