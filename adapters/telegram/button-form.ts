import type { BoundCommand, Known, Option } from '../../src/core/command.ts';
import { choicesOf } from '../../src/core/command-options.ts';
import { commandNamed } from '../../src/core/parse.ts';
import type { Messages } from '../../src/text/messages.ts';
import { aboutOption, effectName, optionName } from '../../src/text/names.ts';
import { type Button, fitsButton, inRows, type Rows } from './keyboard.ts';
import { targetUnder, type Under } from './pressed-message.ts';
import { ask } from './telegram-ask.ts';
import { defaultRequest, requestOf } from './telegram-asker.ts';
import { replyText } from './telegram-card.ts';
import type { TelegramHandlerDeps } from './telegram-deps.ts';

/** A step of a button form: the option being edited and, once chosen, its value. */
export type Step = {
  readonly command: string;
  readonly option: string | null;
  readonly value: string | null;
};

const wireOf = ({ command, option, value }: Step): string =>
  `=${[command, ...(option === null ? [] : [option]), ...(value === null ? [] : [value])].join('=')}`;

const wire = /^=([a-z-]{1,20})(?:=([a-z-]{1,20})(?:=([\w.:-]{1,40}))?)?$/;

/** Parses the callback data of a form button; null for anything else. */
export const stepFromWire = (data: string): Step | null => {
  const [, command, option = null, value = null] = wire.exec(data) ?? [];
  return command === undefined ? null : { command, option, value };
};

const choices = (option: Option | undefined, known: Known): readonly string[] =>
  option?.type === 'flag'
    ? ['on', 'off']
    : option?.type === 'choice' && option.pressed
      ? []
      : choicesOf(option, known);

/** Whether an option is entered as text because buttons can't express its values. */
const isSaid = (option: Option | undefined): boolean => option?.type === 'text' || option?.type === 'number';

/** The buttons of a form: its options, or the choices of the selected option. */
export const formRows = (
  { name, options }: Pick<BoundCommand, 'name' | 'options'>,
  chosen: string | null,
  known: Known,
  messages: Messages,
): Rows => {
  const button = (text: string, step: Step): Button => ({ text, callback_data: wireOf(step) });
  if (chosen === null) {
    const shown = Object.keys(options).filter(
      (option) => isSaid(options[option]) || choices(options[option], known).length > 0,
    );
    const open = (option: string) =>
      button(optionName(messages, option), { command: name, option, value: null });
    return inRows(shown.map(open).filter(fitsButton));
  }
  const values = choices(options[chosen], known);
  const nameOf = (value: string): string => messages.find(`choices.${value}`) ?? effectName(messages, value);
  return [
    ...inRows(
      values
        .map((value) => button(nameOf(value), { command: name, option: chosen, value }))
        .filter(fitsButton),
    ),
    [button(`↩️ ${messages.format('chat.back')}`, { command: name, option: null, value: null })],
  ];
};

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
