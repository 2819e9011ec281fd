import { list, type Payload, record } from './body.ts';
import { parseText } from './entities.ts';
import { problems } from './problem.ts';
import type { Button, Entity } from './world.ts';

const actions = new Set(
  'typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker find_location record_video_note upload_video_note'.split(
    ' ',
  ),
);

/** Throws Problem unless the action is one of Telegram's. */
export const checkAction = (action: string | null): void => {
  if (!actions.has(action ?? '')) throw problems.careless('wrong parameter action in request');
};

const ways =
  'url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat switch_inline_query_chosen_chat copy_text callback_game pay'.split(
    ' ',
  );

const checkButton = (button: Button): void => {
  if (button.text.trim() === '') throw problems.careless("can't parse inline keyboard button: empty text");
  const used = ways.filter((way) => button[way] !== undefined);
  if (used.length !== 1) throw problems.careless(`a button with ${used.length} ways: ${used}`);
  const { callback_data: data, url, style } = button;
  if (data !== undefined && (typeof data !== 'string' || data === '' || Buffer.byteLength(data) > 64))
    throw problems.careless('BUTTON_DATA_INVALID');
  if (url !== undefined && !/^(https?|tg):\/\/./.test(String(url)))
    throw problems.careless('BUTTON_URL_INVALID');
  if (style !== undefined && !['danger', 'success', 'primary'].includes(String(style)))
    throw problems.careless('BUTTON_STYLE_INVALID');
};

/** The inline keyboard of a call; null without one. Throws Problem for one that Telegram refuses. */
export const keyboardOf = (payload: Payload): readonly (readonly Button[])[] | null => {
  const markup = record(payload, 'reply_markup');
  if (markup === null || markup['inline_keyboard'] === undefined) return null;
  // Telegraf's own mark, which Telegram does not mind.
  const rows = (markup['inline_keyboard'] as Button[][]).map((row) =>
    row.map(({ hide: _hide, ...button }) => button as Button),
  );
  const buttons = rows.flat();
  for (const button of buttons) checkButton(button);
  if (buttons.length > 100) throw problems.careless('reply markup is too long');
  if (rows.some((row) => row.length > 8)) throw problems.careless('a row of more than 8 buttons');
  return buttons.length === 0 ? null : rows.filter((row) => row.length > 0);
};

type Written = { readonly text: string; readonly entities: readonly Entity[] };

const written = (payload: Payload, field: string, marks: string, most: number, name: string): Written => {
  const source = payload[field] === undefined ? '' : String(payload[field]);
  const mode = payload['parse_mode'] === undefined ? null : String(payload['parse_mode']);
  const parsed = parseText(source, mode);
  if ([...parsed.text].length > most) throw problems.careless(`${name} is too long`);
  const given = list(payload, marks) as unknown as Entity[];
  for (const { offset, length } of given)
    if (offset < 0 || length < 1 || offset + length > source.length)
      throw problems.careless(`an entity outside of its text`);
  return { text: parsed.text, entities: given.length > 0 ? given : parsed.entities };
};

export const captionOf = (payload: Payload): Written =>
  written(payload, 'caption', 'caption_entities', 1_024, 'message caption');

export const textOf = (payload: Payload): Written => {
  const found = written(payload, 'text', 'entities', 4_096, 'message');
  if (found.text === '') throw problems.careless('message text is empty');
  return found;
};

/** Throws Problem unless the commands may stand in a menu. */
export const checkCommands = (commands: readonly Record<string, unknown>[]): void => {
  if (commands.length > 100) throw problems.careless('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(String(command))) throw problems.careless('BOT_COMMAND_INVALID');
    const length = [...String(description ?? '')].length;
    if (length < 1 || length > 256) throw problems.careless('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  if (new Set(commands.map(({ command }) => command)).size < commands.length)
    throw problems.careless('BOT_COMMAND_DUPLICATE');
};
