import { commandNamed } from '../../src/core/parse.ts';
import { aboutOption } from '../../src/text/names.ts';
import { formRows, isSaid, type Step } from './button-form.ts';
import { targetUnder, type Under } from './pressed-message.ts';
import { ask } from './telegram-ask.ts';
import { defaultRequest, requestOf } from './telegram-asker.ts';
import { replyText } from './telegram-card.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';

/** Handles a step in a button form, such as group settings. */
export const onStep = async (
  deps: TelegramHandlerDeps,
  under: Under,
  { command: name, option, value }: Step,
): Promise<void> => {
  const { asker, key, message, toast } = under;
  const command = commandNamed(deps, name);
  const messages = deps.messages(asker.locale);
  const target = targetUnder(under, false);
  const request = await requestOf(deps, asker, command, { ...defaultRequest, target, key });
  const values = option !== null && value !== null ? { [option]: value } : {};
  // Running the command also checks permissions, whatever the step is.
  const reply = await command.run(request, values);
  await toast.say();
  if (option !== null && value === null && isSaid(command.options[option])) {
    const text = messages.format('chat.answer-with', { option: aboutOption(messages, option) });
    return ask(deps, under, text, { command: name, option, id: null });
  }
  const rows = formRows(command, value === null ? option : null, deps.known, messages);
  const text = replyText(messages, reply, asker.locale);
  await deps.sender.edit(asker.chat, message.message_id, { text, rows });
};
