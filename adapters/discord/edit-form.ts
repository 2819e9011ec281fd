import type { ModalSubmitInteraction } from 'discord.js';
import { type Action, actionFromWire, actionToWire } from '../../src/core/action.ts';
import type { Messages } from '../../src/text/messages.ts';
import { labelled, textField } from './form-fields.ts';

const field = 'prompt';

/** The form that an Edit button opens, with the current prompt to change. */
export const editForm = (action: Action, prompt: string, messages: Messages) => ({
  title: messages.format('chat.form.edit'),
  custom_id: actionToWire(action),
  components: [labelled(messages.format('chat.form.prompt'), textField(field, 500, { value: prompt }))],
});

/** The action and prompt of a submitted form; null when the form isn't ours. */
export const readForm = ({
  customId,
  fields,
}: ModalSubmitInteraction): { action: Action; prompt: string } | null => {
  const action = actionFromWire(customId);
  if (action === null || !fields.fields.has(field)) return null;
  return { action, prompt: fields.getTextInputValue(field) };
};
