import { z } from 'zod';

// Strict everywhere: a field that is not named here is a typo or needs a line of its own.
const object = z.strictObject;
const text = z.string();
const whole = z.int();
const flag = z.boolean();
const chat = z.union([whole, text]);
const bytes = (most: number) =>
  text.refine((value) => value !== '' && Buffer.byteLength(value) <= most, `must be 1-${most} bytes long`);

/** A part of the form, the id of a file Telegram has, or an address. */
const file = text;

const entity = object({
  type: text,
  offset: whole,
  length: whole,
  url: text.optional(),
  language: text.optional(),
  user: z.looseObject({ id: whole }).optional(),
  custom_emoji_id: text.optional(),
});
const entities = z.array(entity).optional();

const action = {
  callback_data: bytes(64),
  url: text,
  switch_inline_query: text,
  switch_inline_query_current_chat: text,
  copy_text: object({ text: text.min(1).max(256) }),
  web_app: object({ url: text }),
};
const inlineButton = z.union(
  Object.entries(action).map(([name, shape]) =>
    // `hide` is telegraf's own and ignored by Telegram.
    object({ text, style: text.optional(), hide: flag.optional(), [name]: shape }),
  ),
);
const inlineKeyboard = object({ inline_keyboard: z.array(z.array(inlineButton)) });
const forceReply = object({
  force_reply: z.literal(true),
  input_field_placeholder: text.min(1).max(64).optional(),
  selective: flag.optional(),
});
const markup = z.union([inlineKeyboard, forceReply, object({ remove_keyboard: z.literal(true) })]).optional();

const reply = object({
  message_id: whole.optional(),
  ephemeral_message_id: whole.optional(),
  chat_id: chat.optional(),
  allow_sending_without_reply: flag.optional(),
}).optional();
const preview = object({ is_disabled: flag }).optional();
const hidden = object({
  receiver_user_id: whole,
  callback_query_id: text.optional(),
  replace_callback_query_message: flag.optional(),
}).optional();

const sent = {
  chat_id: chat,
  message_thread_id: whole.optional(),
  disable_notification: flag.optional(),
  protect_content: flag.optional(),
  reply_parameters: reply,
  ephemeral_message_parameters: hidden,
};
const caption = { caption: text.optional(), parse_mode: text.optional(), caption_entities: entities };
const size = { width: whole.optional(), height: whole.optional(), duration: whole.optional() };
const covered = { has_spoiler: flag.optional(), show_caption_above_media: flag.optional() };
const moving = { ...size, ...covered, thumbnail: file.optional() };

const media = z.union([
  object({ type: z.literal('photo'), media: file, ...caption, ...covered }),
  object({
    type: z.literal('video'),
    media: file,
    ...caption,
    ...moving,
    supports_streaming: flag.optional(),
  }),
  object({ type: z.literal('animation'), media: file, ...caption, ...moving }),
  object({ type: z.literal('document'), media: file, ...caption, thumbnail: file.optional() }),
]);

const edited = { chat_id: chat.optional(), message_id: whole.optional(), inline_message_id: text.optional() };
const ephemeral = { chat_id: whole, receiver_user_id: whole, ephemeral_message_id: whole };
const written = { text, parse_mode: text.optional(), entities, link_preview_options: preview };
const keys = { reply_markup: inlineKeyboard.optional() };
const changes = {
  Text: { ...written, ...keys },
  Caption: { ...caption, ...keys },
  Media: { media, ...keys },
  ReplyMarkup: keys,
};

/** The edits, of ordinary messages and of those that one member of a group alone sees. */
export const editMessage: Readonly<Record<string, z.ZodObject>> = Object.fromEntries(
  Object.entries(changes).flatMap(([name, shape]) => [
    [`editMessage${name}`, object({ ...edited, ...shape })],
    [`editEphemeralMessage${name}`, object({ ...ephemeral, ...shape })],
  ]),
);

const result = z.union([
  object({
    type: z.literal('video'),
    id: bytes(64),
    video_file_id: text,
    title: text,
    description: text.optional(),
    ...caption,
    ...keys,
  }),
  object({
    type: z.literal('article'),
    id: bytes(64),
    title: text,
    input_message_content: z.looseObject({ message_text: text }),
    description: text.optional(),
    ...keys,
  }),
]);

const scope = object({ type: text, chat_id: chat.optional(), user_id: whole.optional() }).optional();
const language = { language_code: text.optional() };
const command = object({ command: text, description: text, is_ephemeral: flag.optional() });

/** What we mean to send of the Bot API, by method. */
export const methods: Readonly<Record<string, z.ZodObject>> = {
  sendMessage: object({ ...sent, ...written, reply_markup: markup }),
  sendPhoto: object({ ...sent, ...caption, ...covered, photo: file, reply_markup: markup }),
  sendVideo: object({
    ...sent,
    ...caption,
    ...moving,
    video: file,
    cover: file.optional(),
    supports_streaming: flag.optional(),
    reply_markup: markup,
  }),
  sendAnimation: object({ ...sent, ...caption, ...moving, animation: file, reply_markup: markup }),
  sendDocument: object({
    ...sent,
    ...caption,
    document: file,
    disable_content_type_detection: flag.optional(),
    thumbnail: file.optional(),
    reply_markup: markup,
  }),
  sendMediaGroup: object({ ...sent, media: z.array(media).min(2).max(10) }),
  sendChatAction: object({ chat_id: chat, message_thread_id: whole.optional(), action: text }),
  setMessageReaction: object({
    chat_id: chat,
    message_id: whole,
    reaction: z.array(object({ type: text, emoji: text })).optional(),
    is_big: flag.optional(),
  }),
  deleteMessage: object({ chat_id: chat, message_id: whole }),
  deleteEphemeralMessage: object(ephemeral),
  answerCallbackQuery: object({
    callback_query_id: text,
    text: text.max(200).optional(),
    show_alert: flag.optional(),
    url: text.optional(),
    cache_time: whole.optional(),
  }),
  answerInlineQuery: object({
    inline_query_id: text,
    results: z.array(result).max(50),
    cache_time: whole.optional(),
    is_personal: flag.optional(),
    next_offset: text.optional(),
    button: object({ text, start_parameter: text.optional() }).optional(),
  }),
  getChat: object({ chat_id: chat }),
  getChatAdministrators: object({ chat_id: chat }),
  getChatMember: object({ chat_id: chat, user_id: whole }),
  getFile: object({ file_id: text }),
  getMe: object({}),
  getUpdates: object({
    offset: whole.optional(),
    limit: whole.optional(),
    timeout: whole.optional(),
    allowed_updates: z.array(text).optional(),
  }),
  getWebhookInfo: object({}),
  setWebhook: object({
    url: text,
    max_connections: whole.optional(),
    allowed_updates: z.array(text).optional(),
    drop_pending_updates: flag.optional(),
    secret_token: text.min(1).max(256).optional(),
  }),
  deleteWebhook: object({ drop_pending_updates: flag.optional() }),
  getMyCommands: object({ scope, ...language }),
  setMyCommands: object({ commands: z.array(command).max(100), scope, ...language }),
  deleteMyCommands: object({ scope, ...language }),
  setMyName: object({ name: text.max(64).optional(), ...language }),
  setMyDescription: object({ description: text.max(512).optional(), ...language }),
  setMyShortDescription: object({ short_description: text.max(120).optional(), ...language }),
  setChatMenuButton: object({
    chat_id: whole.optional(),
    menu_button: z.looseObject({ type: text }).optional(),
  }),
};
