import { ComponentType, type ModalSubmitInteraction, TextInputStyle } from 'discord.js';
import { type Action, actionFromWire, actionToWire } from '../../src/core/action.ts';
import type { Attached } from './download.ts';
import type { Speech } from './words.ts';

const fields = { prompt: 'prompt', photo: 'photo' } as const;

/** The form behind an Edit button: other words, and perhaps another photo. */
export const editForm = (action: Action, speech: Speech) => ({
  title: speech.forms.edit,
  custom_id: actionToWire(action),
  components: [
    {
      type: ComponentType.Label as const,
      label: speech.forms.prompt,
      component: {
        type: ComponentType.TextInput as const,
        custom_id: fields.prompt,
        style: TextInputStyle.Paragraph as const,
        max_length: 500,
        required: false,
      },
    },
    {
      type: ComponentType.Label as const,
      label: speech.forms.photo,
      component: {
        type: ComponentType.FileUpload as const,
        custom_id: fields.photo,
        required: false,
        max_values: 1,
      },
    },
  ],
});

/** What somebody wrote into the form; null when it is not one of ours. */
export const readForm = (
  interaction: ModalSubmitInteraction,
): { action: Action; prompt: string; attached: Attached[] } | null => {
  const action = actionFromWire(interaction.customId);
  if (action === null) return null;
  const prompt = interaction.fields.fields.has(fields.prompt)
    ? interaction.fields.getTextInputValue(fields.prompt)
    : '';
  const files = interaction.fields.fields.has(fields.photo)
    ? interaction.fields.getUploadedFiles(fields.photo)
    : null;
  return { action, prompt, attached: [...(files?.values() ?? [])] };
};
